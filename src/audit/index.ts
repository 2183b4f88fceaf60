export { type AuditEntry, recordAudit, verifyAudit } from './record.ts';
