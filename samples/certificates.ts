import { addDays, addYears } from './calendar.ts';
import type { Enterprise, SampleMark } from './data.ts';
import { numberMint } from './numbers.ts';
import type { Random } from './random.ts';
import type { Certificate } from './types.ts';
import { inventedUscc } from './uscc.ts';

/** How many certificates the registry holds; what the enterprises' lines leave open is filled with earlier, lapsed certificates. */
const registrySize = 200;

export interface HeldCertificate {
  readonly enterprise: Enterprise;
  readonly line: number;
  readonly markCode: string;
  /** `valid` unless the data says otherwise: recent, lapsed, future, suspended, resumed, revoked, cancelled. */
  readonly state: string;
  readonly certificate: Certificate;
}

export interface SampleRegistry {
  readonly certificates: readonly Certificate[];
  readonly held: readonly HeldCertificate[];
  readonly usccOf: ReadonlyMap<string, string>;
  /** The certificate of `enterprise.line.mark`. */
  find(key: string): Certificate;
  /** A well-formed number of the mark that no certificate has. */
  forge(markCode: string): string;
}

interface Term {
  readonly validFrom: string;
  readonly validTo: string;
  readonly status: Certificate['status'];
  readonly statusFrom?: string;
  readonly statusTo?: string;
}

function endingOn(validTo: string): Term {
  return { validFrom: addYears(addDays(validTo, 1), -3), validTo, status: 'valid' };
}

function startingOn(validFrom: string): Term {
  return { validFrom, validTo: addDays(addYears(validFrom, 3), -1), status: 'valid' };
}

/** Every border lies at least 60 days from today, except the one that makes a lapse curable. */
function termOf(state: string, today: string, random: Random): Term {
  const running = startingOn(addDays(today, -random.int(240, 850)));
  switch (state) {
    case 'valid':
      return running;
    case 'recent':
      return endingOn(addDays(today, -random.int(22, 48)));
    case 'lapsed':
      return endingOn(addDays(today, -random.int(160, 480)));
    case 'future':
      return startingOn(addDays(today, random.int(70, 150)));
    case 'suspended':
      return {
        ...running,
        status: 'suspended',
        statusFrom: addDays(today, -random.int(65, 150)),
        statusTo: addDays(today, random.int(95, 200)),
      };
    case 'resumed':
      return {
        ...running,
        status: 'suspended',
        statusFrom: addDays(today, -random.int(165, 220)),
        statusTo: addDays(today, -random.int(65, 120)),
      };
    case 'revoked':
    case 'cancelled':
      return { ...running, status: state, statusFrom: addDays(today, -random.int(65, 200)) };
    default:
      throw new RangeError(`no certificate state ${state}`);
  }
}

function assignCodes(
  enterprises: readonly Enterprise[],
  random: Random,
): { usccOf: Map<string, string>; uscc(company: string, region: string): string } {
  const usccOf = new Map<string, string>();
  let serial = random.int(2000, 4000);
  function uscc(company: string, region: string): string {
    const known = usccOf.get(company);
    if (known !== undefined) return known;
    serial += random.int(3, 17);
    const code = inventedUscc(region, serial);
    usccOf.set(company, code);
    return code;
  }
  for (const { company, region } of enterprises) uscc(company, region);
  return { usccOf, uscc };
}

function authorisedNames(enterprise: Enterprise, uscc: (company: string, region: string) => string): string[] {
  return enterprise.authorised.map((dealer) => {
    if (dealer.by === 'shop') return dealer.name;
    if (dealer.company === undefined) throw new RangeError(`${dealer.name} is authorised by ${dealer.by} but has no company`);
    return dealer.by === 'company' ? dealer.company : uscc(dealer.company, dealer.region ?? enterprise.region);
  });
}

/** Issues the registry of a world that starts on `today`. */
export function issueCertificates(
  enterprises: readonly Enterprise[],
  marks: Readonly<Record<string, SampleMark>>,
  today: string,
  random: Random,
): SampleRegistry {
  const mint = numberMint(random);
  const { usccOf, uscc } = assignCodes(enterprises, random);
  function mark(code: string): SampleMark {
    const found = marks[code];
    if (found === undefined) throw new RangeError(`no mark ${code} in marks.yaml`);
    return found;
  }
  function issue(enterprise: Enterprise, line: number, markCode: string, term: Term): Certificate {
    const { id, issuer, numbers } = mark(markCode);
    return {
      certificateNo: mint({ layout: numbers, year: Number(term.validFrom.slice(0, 4)), region: enterprise.region }),
      mark: id,
      holder: enterprise.company,
      holderUscc: uscc(enterprise.company, enterprise.region),
      products: enterprise.lines[line]?.products ?? [],
      ...term,
      issuer,
      authorisedSellers: line === 0 ? authorisedNames(enterprise, uscc) : [],
      aliases: [enterprise.name],
    };
  }
  const held: HeldCertificate[] = [];
  for (const enterprise of enterprises) {
    for (const [line, { marks: specs }] of enterprise.lines.entries()) {
      for (const spec of specs) {
        const [markCode = '', state = 'valid'] = spec.split(':');
        held.push({ enterprise, line, markCode, state, certificate: issue(enterprise, line, markCode, termOf(state, today, random)) });
      }
    }
  }
  const renewed = random.sample(
    held.filter(({ state, line }) => state === 'valid' && line === 0),
    registrySize - held.length,
  );
  const earlier = renewed.map(({ enterprise, line, markCode, certificate }) =>
    issue(enterprise, line, markCode, endingOn(addDays(certificate.validFrom, -1))),
  );
  const byKey = new Map(held.map((row) => [`${row.enterprise.id}.${row.line}.${row.markCode}`, row.certificate]));
  return {
    certificates: random.shuffle([...held.map((row) => row.certificate), ...earlier]),
    held,
    usccOf,
    find: (key) => {
      const found = byKey.get(key);
      if (found === undefined) throw new RangeError(`no certificate ${key} in enterprises.yaml`);
      return found;
    },
    forge: (markCode) => mint({ layout: mark(markCode).numbers, year: Number(today.slice(0, 4)), region: '530000' }),
  };
}
