export { loadRules, ruleHeaderSchema, rulesDir } from './load.ts';
