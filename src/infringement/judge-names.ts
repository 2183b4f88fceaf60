import { type Claim, isSaid } from '#src/marks/index.ts';
import type { Certificate } from '#src/registry/index.ts';
import { standingOn } from './days.ts';
import { productsOf, sellerOf } from './explain.ts';
import { holdersGoods } from './holder-goods.ts';
import { infers } from './inference.ts';
import { findingOf, goodsScope, type Matter, rightsFor, saidClaims } from './matter.ts';
import type { Finding } from './schemas.ts';
import { timeFindings } from './time-findings.ts';

/** Marks that the listing proves by a number, right or wrong; the umbrella mark is proved by any number of its brand. */
function numberedMarks(matter: Matter): Set<string> {
  const shown = new Set<string>();
  for (const claim of saidClaims(matter, 'number')) {
    shown.add(claim.mark);
    const certificate = matter.view.byNumber(claim.number?.key ?? '');
    if (certificate === undefined) continue;
    for (const mark of matter.view.marks) if (matter.view.supports(certificate, mark.id)) shown.add(mark.id);
  }
  return shown;
}

/** Judges the marks that the listing claims in words alone, one mark at a time. */
export function judgeNames(matter: Matter): Finding[] {
  const numbered = numberedMarks(matter);
  const byMark = new Map<string, Claim[]>();
  for (const claim of matter.uses.claims) {
    if (claim.kind === 'name' && isSaid(claim.role) && !numbered.has(claim.mark))
      byMark.set(claim.mark, [...(byMark.get(claim.mark) ?? []), claim]);
  }
  return [...byMark].flatMap(([mark, claims]) => judgeMark(matter, mark, claims));
}

function judgeMark(matter: Matter, mark: string, mentions: readonly Claim[]): Finding[] {
  const claims = mentions.filter((claim) => claim.claims);
  const rights = rightsFor(matter, mark);
  const inferred = mentions.find((claim) => (claim.claims || claim.mood === 'comparison') && infers(claim, matter.rules));
  if (inferred !== undefined && rights.length === 0) return [inferenceFinding(matter, inferred)];
  const [claim] = [...claims].sort((a, b) => a.replaced - b.replaced);
  if (claim === undefined) return [];
  if (rights.length > 0) return ownClaim(matter, claim, rights);
  return matter.identified ? [foreignClaim(matter, claim)] : [];
}

function inferenceFinding(matter: Matter, claim: Claim): Finding {
  const name = matter.view.mark(claim.mark)?.name ?? claim.mark;
  const explanation = `页面由管理体系证书或企业荣誉推出商品通过“${name}”认证；体系证书和荣誉不是产品认证，登记簿中${sellerOf(matter.listing)}没有该标志的证书。`;
  return findingOf(matter, { code: 'S3', mark: claim.mark, at: claim, explanation });
}

function ownClaim(matter: Matter, claim: Claim, rights: readonly Certificate[]): Finding[] {
  const scoped = rights.map((certificate) => ({ certificate, scope: goodsScope(matter, certificate) }));
  const inScope = scoped.filter(({ scope }) => scope.answer !== 'out').map(({ certificate }) => certificate);
  const [first] = scoped;
  if (inScope.length === 0 && first !== undefined) {
    const { certificate, scope } = first;
    const explanation = `卖家持有或获授权使用证书${certificate.certificateNo}，但只覆盖${productsOf(certificate)}；本商品“${matter.listing.title}”不在其内（${scope.reason}）。`;
    return [findingOf(matter, { code: 'S1', mark: claim.mark, at: claim, certificateNo: certificate.certificateNo, explanation })];
  }
  const valid = inScope.find((certificate) => standingOn(certificate, matter.day).state === 'valid');
  const [lapsed] = inScope;
  if (valid === undefined) return lapsed === undefined ? [] : timeFindings(matter, claim, lapsed);
  if (matter.view.mark(claim.mark)?.requiresNumber !== true) return [];
  const explanation = `卖家有权使用证书${valid.certificateNo}且商品在证书范围内，但页面没有标明该标志要求的证书编号。`;
  return [findingOf(matter, { code: 'P1', mark: claim.mark, at: claim, certificateNo: valid.certificateNo, explanation })];
}

function foreignClaim(matter: Matter, claim: Claim): Finding {
  const name = matter.view.mark(claim.mark)?.name ?? claim.mark;
  for (const certificate of matter.view.supporting(claim.mark)) {
    const goods = holdersGoods(matter, certificate, true);
    if (goods === undefined || goodsScope(matter, certificate).answer === 'out') continue;
    const explanation = `页面称所售为${certificate.holder}（证书${certificate.certificateNo}）的货并声称“${name}”，${sellerOf(matter.listing)}不在其授权销售名单中，须先向持证企业核实。`;
    return findingOf(matter, { code: 'S2', mark: claim.mark, at: goods, certificateNo: certificate.certificateNo, explanation });
  }
  const explanation = `页面以文字“${claim.text}”声称商品获得“${name}”认证或标志，没有出示编号；登记簿截至${matter.day}没有${sellerOf(matter.listing)}持有或获授权的该标志证书。`;
  return findingOf(matter, { code: 'F5', mark: claim.mark, at: claim, explanation });
}
