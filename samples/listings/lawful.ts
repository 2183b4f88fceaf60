import type { HeldCertificate } from '../certificates.ts';
import type { LawfulData } from '../data.ts';
import { withSlip } from '../numbers.ts';
import type { Random } from '../random.ts';
import { type Draft, draftOf, type Workshop, writtenTitles } from './draft.ts';
import { priced } from './innocent.ts';

const traditional: Readonly<Record<string, string>> = { 云: '雲', 绿: '綠', 质: '質', 标: '標', 产: '產', 护: '護', 认: '認', 证: '證' };

const spellings: Readonly<Record<string, (name: string) => string>> = {
  plain: (name) => name,
  traditional: (name) => [...name].map((char) => traditional[char] ?? char).join(''),
  starred: (name) => `★${[...name].join('★')}★`,
};

interface Claim {
  readonly title: string;
  readonly text?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tag: string;
}

/** One way a rightful user words the certificate, with harmless slips and spellings now and then. */
function wordClaim(held: HeldCertificate, markName: string, lawful: LawfulData, random: Random): Claim {
  const wordless = lawful.wordless[held.markCode];
  if (wordless !== undefined && random.next() < 0.5) {
    return { title: '', text: random.pick(wordless).replaceAll('{mark}', markName), attributes: {}, tag: 'no number needed' };
  }
  const slip = random.pick(lawful.slips);
  const spelling = random.pick(lawful.spellings);
  const number = withSlip(held.certificate.certificateNo, slip);
  const name = (spellings[spelling] ?? spellings['plain'])?.(markName) ?? markName;
  const fill = (text: string) => text.replaceAll('{mark}', name).replaceAll('{no}', number).replaceAll('{holder}', held.enterprise.name);
  const template = random.pick(lawful.templates);
  const tag = [slip, spelling].filter((kind) => kind !== 'plain').join(' ') || 'plain';
  if (template.attribute !== undefined) return { title: '', attributes: { [template.attribute]: fill(template.text) }, tag };
  return { title: fill(template.title ?? ''), text: fill(template.text), attributes: {}, tag };
}

function draftLawful(held: HeldCertificate, good: string, workshop: Workshop, random: Random): Draft {
  const { enterprise, line } = held;
  const { words, price } = priced(good);
  const claim = wordClaim(held, workshop.data.marks[held.markCode]?.name ?? '', workshop.data.lawful, random);
  const byDealer = line === 0 && enterprise.authorised.length > 0 && random.next() < 0.4;
  return {
    topic: enterprise.lines[line]?.topic ?? '',
    title: `${enterprise.name} ${words}${claim.title === '' ? '' : ` ${claim.title}`}`,
    text: claim.text,
    attributes: claim.attributes,
    brand: enterprise.name,
    shop: byDealer
      ? workshop.shops.dealer(enterprise.id, random.int(0, enterprise.authorised.length - 1))
      : workshop.shops.own(enterprise.id),
    price,
    verdict: 'lawful',
    codes: [],
    accept: [[]],
    tag: byDealer ? `authorised ${claim.tag}` : claim.tag,
  };
}

/** Listings of holders and their authorised sellers with a certificate in force, `count` in all. */
export function lawfulDrafts(workshop: Workshop, count: number, random: Random): Draft[] {
  const special = workshop.data.lawful.special.map(
    (written): Draft => ({ ...draftOf(written, workshop), verdict: 'lawful', codes: [], accept: [[]], tag: 'special' }),
  );
  const inForce = workshop.registry.held.filter(({ state }) => state === 'valid' || state === 'resumed');
  const offers = inForce.flatMap((held) => (held.enterprise.lines[held.line]?.goods ?? []).map((good) => ({ held, good })));
  const taken = writtenTitles(workshop.data);
  const generated: Draft[] = [];
  for (const { held, good } of random.shuffle(offers)) {
    if (special.length + generated.length >= count) break;
    const goods = `${held.enterprise.name} ${priced(good).words}`;
    if (taken.has(goods)) continue;
    taken.add(goods);
    generated.push(draftLawful(held, good, workshop, random));
  }
  return [...special, ...generated];
}
