import { foldText } from '#src/lang/fold.ts';
import type { Claim, Particular } from '#src/marks/index.ts';
import { type Certificate, certificateKey, nameKey } from '#src/registry/index.ts';
import { standingOn } from './days.ts';
import { explainStanding, periodOf, productsOf, sellerOf } from './explain.ts';
import { holdersGoods } from './holder-goods.ts';
import { findingOf, goodsScope, type Matter, rightsFor, saidClaims } from './matter.ts';
import type { Finding } from './schemas.ts';
import { scopeOf } from './scope.ts';
import { timeFindings } from './time-findings.ts';

/** Judges one certificate number that the listing shows as proof for its goods. An empty list: the registry supports it, or nobody can tell who sells. */
export function judgeNumber(matter: Matter, claim: Claim): Finding[] {
  const key = claim.number?.key ?? '';
  const certificate = matter.view.byNumber(key);
  if (certificate === undefined) return isOwnSlip(matter, claim.mark, key) ? [] : [forged(matter, claim)];
  if (matter.rights.has(certificate)) return ownUse(matter, claim, certificate);
  if (!matter.identified) return timeFindings(matter, claim, certificate);
  return foreignUse(matter, claim, certificate);
}

/** A part of the seller's own number, such as the serial without the letters, is a slip of the pen. */
function isOwnSlip(matter: Matter, mark: string, key: string): boolean {
  return key.length >= 5 && rightsFor(matter, mark).some(({ certificateNo }) => certificateKey(certificateNo).endsWith(key));
}

function forged(matter: Matter, claim: Claim): Finding {
  const mark = matter.view.mark(claim.mark);
  const shape = claim.number?.wellFormed === false ? '，且不符合该标志的编号格式' : '';
  return findingOf(matter, {
    code: 'F1',
    mark: claim.mark,
    at: claim,
    certificateNo: claim.text,
    factor: claim.number?.wellFormed === false ? matter.rules.confidence.misshapen : 1,
    explanation: `页面展示“${mark?.name ?? claim.mark}”证书编号“${claim.text}”，登记簿截至${matter.day}没有这一编号${shape}。`,
  });
}

function ownUse(matter: Matter, claim: Claim, certificate: Certificate): Finding[] {
  const findings: Finding[] = [];
  const altered = contradictions(matter, claim, certificate);
  for (const { particular, why } of altered) findings.push(alteredFinding(matter, certificate, particular, why));
  const scope = goodsScope(matter, certificate);
  const saysProduct = altered.some(({ particular }) => particular.kind === 'product');
  if (scope.answer === 'out' && !saysProduct) {
    const explanation = `卖家有权使用证书${certificate.certificateNo}，但该证书只覆盖${productsOf(certificate)}；本商品“${matter.listing.title}”不在其内（${scope.reason}）。`;
    findings.push(
      findingOf(matter, { code: 'S1', mark: certificate.mark, at: claim, certificateNo: certificate.certificateNo, explanation }),
    );
  }
  return [...findings, ...timeFindings(matter, claim, certificate)];
}

function foreignUse(matter: Matter, claim: Claim, certificate: Certificate): Finding[] {
  const { certificateNo, mark } = certificate;
  const altered = contradictions(matter, claim, certificate);
  const [first] = altered;
  if (first !== undefined) return [alteredFinding(matter, certificate, first.particular, first.why)];
  const goods = holdersGoods(matter, certificate, false) ?? statedHolder(matter, claim, certificate);
  const standing = explainStanding(certificate, matter.day);
  if (goods !== undefined) {
    const explanation = `证书${certificateNo}属于${certificate.holder}，${sellerOf(matter.listing)}不在其授权销售名单中；页面称所售为该企业的货，须先向持证企业核实${standing}。`;
    const ended = standingOn(certificate, matter.day);
    // Goods made while the certificate was good may still be sold off for a while.
    const soldOff = ended.state === 'expired' && ended.days <= matter.rules.curableDays;
    return [
      findingOf(matter, { code: 'S2', mark, at: goods, certificateNo, explanation }),
      ...(soldOff ? [] : timeFindings(matter, claim, certificate)),
    ];
  }
  const explanation = `编号${certificateNo}属于${certificate.holder}（证书产品：${productsOf(certificate)}），${sellerOf(matter.listing)}既不是持证人，也不在授权销售名单中，所售也不是该企业的货${standing}。`;
  return [findingOf(matter, { code: 'F3', mark, at: claim, certificateNo, explanation })];
}

/** Naming the true holder beside the number says whose goods they are. */
function statedHolder(matter: Matter, claim: Claim, certificate: Certificate): Particular | undefined {
  return particularsOf(matter, claim).find((particular) => particular.kind === 'holder' && isHolder(matter, particular.value, certificate));
}

function isHolder(matter: Matter, value: string, certificate: Certificate): boolean {
  const stated = foldText(nameKey(value), matter.rules.tables);
  return matter.view.namesOf(certificate).some((name) => stated.includes(name) || (stated.length >= 3 && name.includes(stated)));
}

interface Contradiction {
  readonly particular: Particular;
  /** What the registry says instead, in Chinese. */
  readonly why: string;
}

function contradictions(matter: Matter, claim: Claim, certificate: Certificate): Contradiction[] {
  const found: Contradiction[] = [];
  for (const particular of particularsOf(matter, claim)) {
    const why = contradiction(matter, particular, certificate);
    if (
      why !== undefined &&
      !found.some((other) => other.particular.span[0] === particular.span[0] && other.particular.field === particular.field)
    )
      found.push({ particular, why });
  }
  return found;
}

function contradiction(matter: Matter, { kind, value }: Particular, certificate: Certificate): string | undefined {
  if (kind === 'holder') return isHolder(matter, value, certificate) ? undefined : `持证人为${certificate.holder}`;
  if (kind === 'product') {
    const scope = scopeOf(value, certificate.products, { products: matter.rules.products, tables: matter.rules.tables });
    return scope.answer === 'out' ? `证书产品为${productsOf(certificate)}` : undefined;
  }
  const registered = certificate[kind];
  return registered.startsWith(value) ? undefined : `有效期为${periodOf(certificate)}`;
}

/** Statements go with the number of their own field before them, else with the only number there is. */
function particularsOf(matter: Matter, claim: Claim): Particular[] {
  const numbers = saidClaims(matter, 'number');
  const keys = new Set(numbers.map(({ number }) => number?.key));
  return matter.uses.particulars.filter((particular) => {
    if (keys.size <= 1) return true;
    const beside = numbers.filter(({ field }) => field === particular.field);
    const before = beside.filter(({ span }) => span[0] <= particular.span[0]);
    return (before.at(-1) ?? beside[0])?.number?.key === claim.number?.key;
  });
}

function alteredFinding(matter: Matter, certificate: Certificate, particular: Particular, why: string): Finding {
  const what = { holder: '持证人', product: '认证产品', validFrom: '有效期', validTo: '有效期' }[particular.kind];
  return findingOf(matter, {
    code: 'F2',
    mark: certificate.mark,
    at: particular,
    certificateNo: certificate.certificateNo,
    explanation: `页面随证书${certificate.certificateNo}写明${what}“${particular.text}”，与登记簿不符：${why}。`,
  });
}
