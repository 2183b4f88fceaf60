import { type Claim, contextText, type FieldReading, isSaid, spanIn } from '#src/marks/index.ts';
import { sellerOf } from './explain.ts';
import { findingOf, type Matter } from './matter.ts';
import type { InfringementRules } from './rules.ts';
import type { Finding } from './schemas.ts';

/** F4 for every mark of a listing that offers to sell, rent, lend or procure marks, certificates or numbers. */
export function judgeOffers(matter: Matter): Finding[] {
  const named = matter.uses.claims.filter(({ mood, kind }) => mood !== 'negated' && mood !== 'news' && kind !== 'imitation');
  if (named.length === 0) return [];
  const offers = matter.uses.fields.filter(({ role }) => isSaid(role)).flatMap((reading) => offersIn(reading, matter.rules));
  const [offer] = offers;
  if (offer === undefined) return [];
  const marks = [...new Set(named.map(({ mark }) => mark))];
  return marks.map((mark) => {
    const own =
      named.find((claim) => claim.mark === mark && offers.some(({ field }) => field === claim.field)) ??
      named.find((claim) => claim.mark === mark);
    return offerFinding(matter, mark, own, offers.find(({ field }) => field === own?.field) ?? offer);
  });
}

interface Offer {
  readonly field: string;
  readonly span: readonly [number, number];
  readonly text: string;
}

function offersIn(reading: FieldReading, { offers }: InfringementRules): Offer[] {
  const { text } = reading.folded;
  const sentences = reading.sentences.length > 0 ? reading.sentences : [{ from: 0, to: text.length }];
  for (const sentence of sentences) {
    const context = contextText(text, sentence, reading.replacements);
    for (const pattern of offers.patterns) {
      const match = pattern.exec(context);
      if (match === null || offers.honestBefore.test(context.slice(0, match.index))) continue;
      if (offers.honestAfter.test(context.slice(match.index + match[0].length))) continue;
      const span = spanIn(reading, sentence.from, sentence.to);
      return [{ field: reading.field, span, text: reading.text.slice(...span) }];
    }
  }
  return [];
}

function offerFinding(matter: Matter, mark: string, claim: Claim | undefined, offer: Offer): Finding {
  const name = matter.view.mark(mark)?.name ?? mark;
  const certificate = matter.view.byNumber(claim?.number?.key ?? '');
  return findingOf(matter, {
    code: 'F4',
    mark,
    at: { ...offer, evasion: claim?.evasion ?? [] },
    ...(certificate === undefined ? {} : { certificateNo: certificate.certificateNo }),
    explanation: `${sellerOf(matter.listing)}在页面上提出买卖、出租、出借或代办“${name}”的标志、证书或编号：“${offer.text.trim()}”。认证标志和证书不得买卖、转让。`,
  });
}
