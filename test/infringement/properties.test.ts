import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, listingSchema, parseInstant, type Verdict } from '#src/infringement/index.ts';
import { certificate, holder, rules, stranger, teaNumber, viewOf } from './registry-fixture.ts';

const phrases = fc.constantFrom(
  '绿色云南认证',
  `证书编号${teaNumber}`,
  '本品未获绿色云南认证',
  '持证企业：长沙路过商贸有限公司',
  '有效期至2031-01-01',
  '云岭月茶业出品',
  '品质青海标志产品',
  '绿色云南LSYN-2025-99999',
  '绿🍃色🍃云🍃南认证',
  '通过ISO9001，因此属于绿色云南认证产品',
  '青海品质甄选圆标',
  '证书代办包过',
  '香高味醇。',
  '是绿色云南认证的吗？',
);
const listings: fc.Arbitrary<Input> = fc.record({
  id: fc.constant('x'),
  title: fc.constantFrom('云岭月 红茶 250g', '散装红茶 500g', '白茶 100g', '老陈醋'),
  description: fc.array(phrases, { maxLength: 4 }).map((parts) => parts.join('，')),
  keywords: fc.subarray(['红茶', '绿色云南', '品质青海']),
  seller: fc.constantFrom(holder, stranger, { name: '绿色云南茶行' }, { name: '匿名用户' }),
  capturedAt: fc.constantFrom('2026-06-01', '2027-02-01', '2024-06-01'),
});
interface Input {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly seller: { readonly name: string; readonly company?: string; readonly uscc?: string };
  readonly capturedAt: string;
}

const plainView = viewOf([certificate({ certificateNo: teaNumber, mark: 'green-yunnan' })]);

function judged(input: Input, view = plainView): Verdict {
  return judge(listingSchema.parse(input), view, parseInstant(input.capturedAt) ?? new Date(0), rules);
}

function keys({ findings }: Verdict): string[] {
  return findings.map(({ code, mark, certificateNo }) => `${code} ${mark} ${certificateNo ?? ''}`);
}

/** Sellers that somebody can find; to identify the others is to judge them for the first time. */
const identified = listings.filter(({ seller }) => seller.name !== '匿名用户');
const useOnly = (codes: readonly string[]): string[] => codes.filter((key) => !/^(?:S1|P1|T\d)/.test(key));

describe('what must hold for any listing', () => {
  test('the same input gives the same verdict', () => {
    fc.assert(
      fc.property(listings, (input) => {
        expect(judged(input)).toEqual(judged(input));
      }),
      { numRuns: 40 },
    );
  });

  test('spans point at the text they quote', () => {
    fc.assert(
      fc.property(listings, (input) => {
        for (const { field, span, text } of judged(input).findings) {
          const [room = '', index = ''] = field.split('.');
          const whole = {
            title: input.title,
            description: input.description,
            seller: input.seller.name,
            keywords: input.keywords[Number(index)] ?? '',
          }[room];
          expect(whole?.slice(...span)).toBe(text);
        }
      }),
    );
  });

  test('authorising the seller never adds an accusation of using what is not its own', () => {
    fc.assert(
      fc.property(identified, (input) => {
        const before = judged(input);
        const after = judged(
          input,
          viewOf([
            certificate({
              certificateNo: teaNumber,
              mark: 'green-yunnan',
              authorisedSellers: [input.seller.name].filter((name) => name !== ''),
            }),
          ]),
        );
        for (const key of useOnly(keys(after))) expect(useOnly(keys(before))).toContain(key);
      }),
    );
  });

  test('authorising the seller of certified goods under a valid number leaves nothing', () => {
    const input = {
      id: 'x',
      title: '云岭月 红茶 250g',
      description: `绿色云南${teaNumber}`,
      keywords: [],
      seller: stranger,
      capturedAt: '2026-06-01',
    };
    expect(judged(input).verdict).toBe('verify');
    const authorised = viewOf([certificate({ certificateNo: teaNumber, mark: 'green-yunnan', authorisedSellers: [stranger.name] })]);
    expect(judged(input, authorised)).toMatchObject({ verdict: 'lawful', findings: [] });
  });

  test('moving the day of capture over a border changes T codes and nothing else', () => {
    const own = listings.map((input) => ({ ...input, seller: holder }));
    const withoutTime = (verdict: Verdict): string[] => keys(verdict).filter((key) => !key.startsWith('T') && !key.startsWith('P1'));
    fc.assert(
      fc.property(own, fc.constantFrom(['2026-12-31', '2027-01-01'], ['2024-12-31', '2025-01-01']), (input, [before = '', after = '']) => {
        expect(withoutTime(judged({ ...input, capturedAt: before }))).toEqual(withoutTime(judged({ ...input, capturedAt: after })));
      }),
    );
  });

  test('no text makes the judge fail', () => {
    const view = viewOf();
    const noise = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(noise, noise, (title, description) => {
        const input = listingSchema.parse({ id: 1, title, description: `${description}绿色云南${title}` });
        expect(judge(input, view, new Date(0), rules).id).toBe('1');
      }),
    );
  });
});
