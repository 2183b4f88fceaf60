import { addDays, addYears } from './calendar.ts';
import type { Enterprise, SampleData, SampleMark } from './data.ts';
import { type NumberRequest, numberMint } from './numbers.ts';
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

/** The credit code of a company: invented at first asking, the same ever after. */
type CodeBook = (company: string, region: string) => string;

function openCodeBook(random: Random, known: Map<string, string>): CodeBook {
  let serial = random.int(2000, 4000);
  return (company, region) => {
    const code = known.get(company);
    if (code !== undefined) return code;
    serial += random.int(3, 17);
    const invented = inventedUscc(region, serial);
    known.set(company, invented);
    return invented;
  };
}

function authorisedNames(enterprise: Enterprise, uscc: CodeBook): string[] {
  return enterprise.authorised.map((dealer) => {
    if (dealer.by === 'shop') return dealer.name;
    if (dealer.company === undefined) throw new RangeError(`${dealer.name} is authorised by ${dealer.by} but has no company`);
    return dealer.by === 'company' ? dealer.company : uscc(dealer.company, dealer.region ?? enterprise.region);
  });
}

interface Grant {
  readonly enterprise: Enterprise;
  readonly line: number;
  readonly markCode: string;
  readonly term: Term;
}

/** What a registry is issued with: the marks, the counter of numbers, the credit codes. */
interface Office {
  readonly mark: (code: string) => SampleMark;
  readonly mint: (request: NumberRequest) => string;
  readonly uscc: CodeBook;
}

function issue({ enterprise, line, markCode, term }: Grant, { mark, mint, uscc }: Office): Certificate {
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

function issueAll(enterprises: readonly Enterprise[], office: Office, today: string, random: Random): HeldCertificate[] {
  return enterprises.flatMap((enterprise) =>
    enterprise.lines.flatMap(({ marks }, line) =>
      marks.map((spec) => {
        const [markCode = '', state = 'valid'] = spec.split(':');
        const certificate = issue({ enterprise, line, markCode, term: termOf(state, today, random) }, office);
        return { enterprise, line, markCode, state, certificate };
      }),
    ),
  );
}

/** The certificates some lines had before the present ones: lapsed the day before these began. */
function issueEarlier(held: readonly HeldCertificate[], count: number, office: Office, random: Random): Certificate[] {
  const renewable = held.filter(({ state, line }) => state === 'valid' && line === 0);
  return random.sample(renewable, count).map(({ enterprise, line, markCode, certificate }) => {
    return issue({ enterprise, line, markCode, term: endingOn(addDays(certificate.validFrom, -1)) }, office);
  });
}

function lookUp<T>(rows: ReadonlyMap<string, T>, key: string, file: string): T {
  const found = rows.get(key);
  if (found === undefined) throw new RangeError(`no ${key} in ${file}`);
  return found;
}

/** Issues the registry of a world that starts on `today`. */
export function issueCertificates(data: Pick<SampleData, 'enterprises' | 'marks'>, today: string, random: Random): SampleRegistry {
  const marks = new Map(Object.entries(data.marks));
  const mark = (code: string) => lookUp(marks, code, 'marks.yaml');
  const usccOf = new Map<string, string>();
  const office = { mark, mint: numberMint(random), uscc: openCodeBook(random, usccOf) };
  const held = issueAll(data.enterprises, office, today, random);
  const earlier = issueEarlier(held, registrySize - held.length, office, random);
  const byKey = new Map(held.map((row) => [`${row.enterprise.id}.${row.line}.${row.markCode}`, row.certificate]));
  return {
    certificates: random.shuffle([...held.map(({ certificate }) => certificate), ...earlier]),
    held,
    usccOf,
    find: (key) => lookUp(byKey, key, 'enterprises.yaml'),
    forge: (code) => office.mint({ layout: mark(code).numbers, year: Number(today.slice(0, 4)), region: '530000' }),
  };
}
