import { z } from 'zod';

const instantText = z.iso.datetime();

export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

const passwordSchema = z
  .string()
  .min(PASSWORD_LENGTH.min, `密码至少 ${PASSWORD_LENGTH.min} 个字符`)
  .max(PASSWORD_LENGTH.max, `密码最多 ${PASSWORD_LENGTH.max} 个字符`);

export const setupSchema = z.object({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1, '请填写姓名').max(100),
  email: z.email('邮箱格式不正确').max(254),
  password: passwordSchema,
});
export type SetupInput = z.output<typeof setupSchema>;

export const keySchema = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string(),
  roles: z.array(z.string()),
  createdBy: z.string(),
  createdAt: instantText,
  expiresAt: instantText.nullable(),
  lastUsedAt: instantText.nullable(),
});
export type KeyView = z.output<typeof keySchema>;

export const createKeySchema = z.object({
  name: z.string().trim().min(1).max(100),
  roles: z.array(z.string()).min(1, 'name at least one role').max(10),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});
export type CreateKeyInput = z.output<typeof createKeySchema>;

/** Only the answer to the creation carries the key; it cannot be read again. */
export const createdKeySchema = keySchema.extend({ key: z.string() });
export type CreatedKey = z.output<typeof createdKeySchema>;
