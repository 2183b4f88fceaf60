import { type Claim, isSaid, type Listing } from '#src/marks/index.ts';
import type { RegistryView } from '#src/registry/index.ts';
import { sellerOf } from './explain.ts';
import { judgeNames } from './judge-names.ts';
import { judgeNumber } from './judge-numbers.ts';
import { findingOf, type Matter, openMatter, rightsFor, saidClaims } from './matter.ts';
import { judgeOffers } from './offers.ts';
import type { InfringementRules } from './rules.ts';
import { type Finding, levels, type SupportedClaim, type Verdict } from './schemas.ts';

/**
 * The verdict on every use of a mark in a listing as of `at`. Pure: same input, same answer.
 * A machine's suggestion with its reasons; people decide.
 */
export function judge(listing: Listing, registry: RegistryView, at: Date, rules: InfringementRules): Verdict {
  const matter = openMatter(listing, registry, at, rules);
  const findings = matter.uses.claims.length === 0 ? [] : strongestFirst(withoutRepeats(allFindings(matter)));
  const claims = supportedClaims(matter, findings);
  return { id: listing.id, verdict: verdictOf(matter, findings, claims), findings, claims, rulesVersion: rules.version };
}

function allFindings(matter: Matter): Finding[] {
  const numbers = saidClaims(matter, 'number').flatMap((claim) => judgeNumber(matter, claim));
  const offers = judgeOffers(matter);
  // Whoever trades in marks does not use them for goods: what remains are numbers that are forged or dead.
  if (offers.length > 0) return [...offers, ...numbers.filter(({ code }) => code === 'F1' || code.startsWith('T'))];
  const imitations = judgeImitations(matter);
  const names = judgeNames(matter).filter(
    ({ code, mark, evasion }) => code !== 'F5' || evasion === undefined || !imitations.some((other) => other.mark === mark),
  );
  const said = [...numbers, ...names, ...imitations];
  return [...said, ...judgeBorrowing(matter, said)];
}

function judgeImitations(matter: Matter): Finding[] {
  return saidClaims(matter, 'imitation')
    .filter(({ mark }) => rightsFor(matter, mark).length === 0)
    .map((claim) => {
      const name = matter.view.mark(claim.mark)?.name ?? claim.mark;
      const explanation = `页面把“${claim.text}”当作质量标志使用，与“${name}”近似、容易混淆，但不是该标志；登记簿中没有这一标志。`;
      return findingOf(matter, { code: 'B1', mark: claim.mark, at: { ...claim, evasion: [] }, explanation });
    });
}

/** B2: the mark in search words or the shop name only, and nothing of it said of the goods. */
function judgeBorrowing(matter: Matter, said: readonly Finding[]): Finding[] {
  if (!matter.identified) return [];
  const borrowed = matter.uses.claims.filter((claim) => claim.kind === 'name' && claim.claims && !isSaid(claim.role));
  return borrowed.flatMap((claim) => {
    const about = matter.uses.claims.some(
      (other) => other.mark === claim.mark && isSaid(other.role) && (other.claims || other.mood === 'news'),
    );
    if (about || said.some(({ mark }) => mark === claim.mark) || rightsFor(matter, claim.mark).length > 0) return [];
    const name = matter.view.mark(claim.mark)?.name ?? claim.mark;
    const where = claim.role === 'shop' ? '店铺名' : '搜索关键词';
    const explanation = `“${name}”只出现在${where}中，商品描述没有相应认证；登记簿中${sellerOf(matter.listing)}没有该标志的证书或授权。`;
    return [findingOf(matter, { code: 'B2', mark: claim.mark, at: claim, explanation })];
  });
}

/** One finding for each code, mark and certificate: the first place is the one shown. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, mark, certificateNo }) => {
    const key = `${code} ${mark} ${certificateNo ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function strongestFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level) || b.confidence - a.confidence);
}

function supportedClaims(matter: Matter, findings: readonly Finding[]): SupportedClaim[] {
  if (findings.length > 0) return [];
  return matter.uses.claims.filter((claim) => claim.claims && claim.kind !== 'imitation').map((claim) => supportedClaim(matter, claim));
}

function supportedClaim(matter: Matter, claim: Claim): SupportedClaim {
  const certificate = matter.view.byNumber(claim.number?.key ?? '') ?? rightsFor(matter, claim.mark)[0];
  const { mark, field, span, text } = claim;
  return { mark, ...(certificate === undefined ? {} : { certificateNo: certificate.certificateNo }), field, span, text };
}

function verdictOf(matter: Matter, findings: readonly Finding[], claims: readonly SupportedClaim[]): Verdict['verdict'] {
  if (findings.some(({ code }) => matter.rules.codes[code].verdict === 'violation')) return 'violation';
  if (findings.length > 0) return 'verify';
  if (claims.length === 0) return 'none';
  return matter.identified ? 'lawful' : 'verify';
}
