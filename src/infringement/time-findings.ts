import type { Claim } from '#src/marks/index.ts';
import type { Certificate } from '#src/registry/index.ts';
import { standingOn } from './days.ts';
import { findingOf, type Matter } from './matter.ts';
import type { Finding } from './schemas.ts';

/** T1, T2 or T3 of a certificate on the day of capture; empty while it is valid. */
export function timeFindings(matter: Matter, at: Claim, certificate: Certificate): Finding[] {
  const { day, rules } = matter;
  const { certificateNo, mark, validFrom, validTo, statusFrom = '', statusTo } = certificate;
  const common = { mark, at, certificateNo };
  const standing = standingOn(certificate, day);
  switch (standing.state) {
    case 'valid':
      return [];
    case 'not-yet':
      return [
        findingOf(matter, {
          ...common,
          code: 'T1',
          notYet: true,
          explanation: `证书${certificateNo}自${validFrom}起有效，页面抓取日${day}尚未生效。`,
        }),
      ];
    case 'expired': {
      const curable = matter.rights.get(certificate) === 'holder' && standing.days <= rules.curableDays;
      const cure = curable ? `；持证人自己使用且未超过${rules.curableDays}天，可补救` : '';
      const explanation = `证书${certificateNo}有效期至${validTo}，页面抓取日${day}已过期${standing.days}天${cure}。`;
      return [findingOf(matter, { ...common, code: 'T1', ...(curable ? { curable } : {}), explanation })];
    }
    case 'suspended':
      return [
        findingOf(matter, {
          ...common,
          code: 'T2',
          explanation: `证书${certificateNo}自${statusFrom}起暂停${statusTo === undefined ? '，尚未恢复' : `至${statusTo}`}，页面抓取日${day}在暂停期内。`,
        }),
      ];
    case 'ended':
      return [
        findingOf(matter, {
          ...common,
          code: 'T3',
          explanation: `证书${certificateNo}自${statusFrom}起${standing.how === 'revoked' ? '撤销' : '注销'}，页面抓取日${day}仍在使用。`,
        }),
      ];
  }
}
