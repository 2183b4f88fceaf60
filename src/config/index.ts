export { type Field, type FieldName, fields } from './fields.ts';
export { type Config, loadConfig, parseConfig } from './load.ts';
