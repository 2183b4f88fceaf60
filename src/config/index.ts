export { type DataFolder, openDataFolder } from './data-folder.ts';
export { type Field, type FieldName, fields } from './fields.ts';
export { type Config, loadConfig, parseConfig } from './load.ts';
