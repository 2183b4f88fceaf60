export { type Overview, overview } from './overview.ts';
