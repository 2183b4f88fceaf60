import type { Random } from './random.ts';

export interface NumberRequest {
  readonly layout: string;
  readonly year: number;
  readonly region: string;
}

type Layout = (request: NumberRequest, random: Random) => string;

const layouts: Readonly<Record<string, Layout>> = {
  yn: ({ year }, random) => `YNPP${year}${random.pick(['A', 'B', 'C', 'D'])}${random.digits(4)}`,
  gy: ({ year }, random) => `LSYN-${year}-${random.digits(5)}`,
  qy: ({ year }, random) => `PZYN-${year}-${random.digits(5)}`,
  cy: ({ year }, random) => `MLYN-F${year}-${random.digits(4)}`,
  tfn: ({ year }, random) => `TFPZ-N-${year}-${random.digits(4)}`,
  tfg: ({ year }, random) => `TFPZ-G-${year}-${random.digits(4)}`,
  tff: ({ year }, random) => `TFPZ-F-${year}-${random.digits(4)}`,
  sx: ({ year }, random) => `SXJP${String(year).slice(2)}${random.pick(['A', 'B', 'C'])}${random.digits(6)}`,
  qh: ({ year }, random) => `QHPZ[${year}]${random.digits(4)}号`,
  gf: ({ year }, random) => `LB-${random.int(10, 59)}-${String(year).slice(2)}${random.digits(8)}A`,
  gi: ({ region }, random) => `GIYZ-${region}-${random.digits(4)}`,
};

/** Hands out certificate numbers and never the same twice; forged numbers come from the same counter, so none of them is registered. */
export function numberMint(random: Random): (request: NumberRequest) => string {
  const used = new Set<string>();
  return (request) => {
    const layout = layouts[request.layout];
    if (layout === undefined) throw new RangeError(`no number layout ${request.layout}`);
    let number = layout(request, random);
    while (used.has(number)) number = layout(request, random);
    used.add(number);
    return number;
  };
}

function toFullWidth(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0));
}

const slips: Readonly<Record<string, (number: string) => string>> = {
  plain: (number) => number,
  lower: (number) => number.toLowerCase(),
  fullwidth: toFullWidth,
  spaced: (number) => number.replaceAll('-', ' - '),
  dash: (number) => number.replaceAll('-', '—'),
  nohyphen: (number) => number.replaceAll('-', ''),
  brackets: (number) => number.replace('[', '〔').replace(']', '〕'),
};

/** The same number, written the way people miswrite it: width, case, spaces, hyphens, brackets. */
export function withSlip(number: string, slip: string): string {
  const change = slips[slip];
  if (change === undefined) throw new RangeError(`no formatting slip ${slip}`);
  return change(number);
}
