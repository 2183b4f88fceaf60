import type { Claim } from '#src/marks/index.ts';
import type { Certificate } from '#src/registry/index.ts';
import { type Standing, standingOn } from './days.ts';
import { type FindingInput, findingOf, type Matter } from './matter.ts';
import type { Finding } from './schemas.ts';

type TimeFault = Pick<FindingInput, 'code' | 'explanation' | 'curable' | 'notYet'>;

/** T1, T2 or T3 of a certificate on the day of capture; empty while it is valid. */
export function timeFindings(matter: Matter, at: Claim, certificate: Certificate): Finding[] {
  const fault = faultOf(matter, certificate, standingOn(certificate, matter.day));
  return fault === undefined ? [] : [findingOf(matter, { ...fault, mark: certificate.mark, at, certificateNo: certificate.certificateNo })];
}

function faultOf({ day, rules, rights }: Matter, certificate: Certificate, standing: Standing): TimeFault | undefined {
  const { certificateNo, validFrom, validTo, statusFrom = '', statusTo } = certificate;
  switch (standing.state) {
    case 'valid':
      return undefined;
    case 'not-yet':
      return { code: 'T1', notYet: true, explanation: `证书${certificateNo}自${validFrom}起有效，页面抓取日${day}尚未生效。` };
    case 'expired': {
      const curable = rights.get(certificate) === 'holder' && standing.days <= rules.curableDays;
      const cure = curable ? `；持证人自己使用且未超过${rules.curableDays}天，可补救` : '';
      const explanation = `证书${certificateNo}有效期至${validTo}，页面抓取日${day}已过期${standing.days}天${cure}。`;
      return { code: 'T1', ...(curable ? { curable } : {}), explanation };
    }
    case 'suspended': {
      const until = statusTo === undefined ? '，尚未恢复' : `至${statusTo}`;
      return { code: 'T2', explanation: `证书${certificateNo}自${statusFrom}起暂停${until}，页面抓取日${day}在暂停期内。` };
    }
    case 'ended': {
      const ended = standing.how === 'revoked' ? '撤销' : '注销';
      return { code: 'T3', explanation: `证书${certificateNo}自${statusFrom}起${ended}，页面抓取日${day}仍在使用。` };
    }
  }
}
