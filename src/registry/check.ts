import type { Context } from '#src/base/context.ts';
import { shanghaiDay } from '#src/base/days.ts';
import { InvalidError } from '#src/base/errors.ts';
import type { CurrentRegistry } from './current.ts';
import type { Certificate } from './schemas.ts';

export interface RegistryAnswer {
  readonly number: string;
  readonly known: boolean;
  readonly state: 'valid' | 'expired' | 'not-yet-valid' | 'suspended' | 'revoked' | 'cancelled' | 'unknown';
  readonly mark?: { readonly id: string; readonly name: string; readonly brand: string };
  readonly holder?: string;
  readonly products?: readonly string[];
  readonly validFrom?: string;
  readonly validTo?: string;
  /** The Shanghai day the answer holds for. */
  readonly asOf: string;
  /** The answer in one Chinese sentence. */
  readonly text: string;
}

/** In which state a certificate was on a day (Asia/Shanghai, `YYYY-MM-DD`; first and last days count). */
export function stateOn(certificate: Certificate, day: string): Exclude<RegistryAnswer['state'], 'unknown'> {
  const { status, statusFrom, statusTo, validFrom, validTo } = certificate;
  const inForce = status !== 'valid' && (statusFrom === undefined || day >= statusFrom) && (statusTo === undefined || day <= statusTo);
  if (inForce) return status;
  if (day < validFrom) return 'not-yet-valid';
  return day > validTo ? 'expired' : 'valid';
}

const STATES: Record<RegistryAnswer['state'], string> = {
  valid: '有效',
  expired: '已过期',
  'not-yet-valid': '尚未生效',
  suspended: '暂停使用',
  revoked: '已撤销',
  cancelled: '已注销',
  unknown: '查无此号',
};

/** What the registry says of a number today, for anybody: the public part only. */
export async function checkNumber(ctx: Context, registry: CurrentRegistry, number: string): Promise<RegistryAnswer> {
  const asked = number.trim();
  if (asked === '' || asked.length > 100)
    throw new InvalidError('Give the certificate number as it is printed, at most 100 characters: ?number=…');
  const asOf = shanghaiDay(ctx.clock.now());
  const { view } = await registry.get(ctx);
  const certificate = view.byNumber(asked);
  if (certificate === undefined) {
    return {
      number: asked,
      known: false,
      state: 'unknown',
      asOf,
      text: `证书登记簿中没有编号 ${asked}。请核对编号；如商品标有此编号，可向品牌保护办公室举报。`,
    };
  }
  const mark = view.mark(certificate.mark);
  const state = stateOn(certificate, asOf);
  const { certificateNo, holder, products, validFrom, validTo } = certificate;
  const text = `${mark?.name ?? certificate.mark}证书 ${certificateNo}，持证人${holder}，产品${products.join('、')}，有效期${validFrom}至${validTo}，${asOf}状态：${STATES[state]}。`;
  return {
    number: certificateNo,
    known: true,
    state,
    ...(mark === undefined ? {} : { mark: { id: mark.id, name: mark.name, brand: mark.brand } }),
    holder,
    products,
    validFrom,
    validTo,
    asOf,
    text,
  };
}
