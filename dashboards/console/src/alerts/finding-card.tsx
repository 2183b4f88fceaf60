import { Highlighted } from '../shared/highlight.tsx';
import { codeNames, evasionNames } from '../shared/labels.ts';
import { excerptAround } from '../shared/segments.ts';
import { ToneTag } from '../shared/tags.tsx';
import { type Basis, type Finding, fieldNameOf, fieldTextOf, type Listing } from './infringement-data.ts';

interface FindingCardProps {
  readonly finding: Finding;
  readonly listing: Listing;
  onCheck(certificateNo: string): void;
}

function Confidence({ value }: { readonly value: number | null }) {
  if (value === null) return null;
  const percent = Math.round(value * 100);
  return (
    <span className="confidence" title="机器研判的把握程度，供参考；结论由人作出">
      把握 <meter min={0} max={100} low={60} high={85} optimum={100} value={percent} aria-label={`把握 ${percent}%`} /> {percent}%
    </span>
  );
}

/** The place in the listing the finding rests on, or the words alone where the listing no longer has the field. */
function Quote({ finding, listing }: Pick<FindingCardProps, 'finding' | 'listing'>) {
  const whole = fieldTextOf(listing, finding.field);
  const { span } = finding;
  const excerpt = whole === '' || span === null ? null : excerptAround(whole, span);
  return (
    <figure className="quote">
      <figcaption>{fieldNameOf(finding.field)}</figcaption>
      <blockquote>
        {excerpt === null ? <mark>{finding.text || whole}</mark> : <Highlighted text={excerpt.text} marks={[excerpt.mark]} />}
      </blockquote>
    </figure>
  );
}

function BasisList({ basis }: { readonly basis: readonly Basis[] }) {
  if (basis.length === 0) return null;
  return (
    <div className="finding-part">
      <h4>法律依据</h4>
      <ul className="basis">
        {basis.map(({ citation, text, verified }) => (
          <li key={citation}>
            {text === '' ? (
              <span className="basis-plain">{citation}</span>
            ) : (
              <details>
                <summary>
                  {citation}
                  {verified === 'read' ? null : (
                    <ToneTag tone="warn" title="引用前请核对原文">
                      {verified === 'excerpt' ? '据摘录' : '待核对'}
                    </ToneTag>
                  )}
                </summary>
                <p>{text}</p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function FindingHead({ finding }: { readonly finding: Finding }) {
  const evasion = finding.evasion.flatMap((key) => evasionNames[key] ?? []);
  return (
    <header>
      <h3>
        <b>{finding.code}</b> {codeNames[finding.code] ?? finding.name}
      </h3>
      {finding.curable ? (
        <ToneTag tone="good" title="获证企业可在限期内补正">
          可补救
        </ToneTag>
      ) : null}
      {finding.notYet ? <ToneTag tone="warn">证书尚未生效</ToneTag> : null}
      {evasion.length > 0 ? <ToneTag tone="warn">{`规避写法：${evasion.join('、')}`}</ToneTag> : null}
      <Confidence value={finding.confidence} />
    </header>
  );
}

/** One misuse: what it is, where the page says it, under which number, and on which law it rests. */
export function FindingCard({ finding, listing, onCheck }: FindingCardProps) {
  return (
    <article className={`finding finding-${finding.code.charAt(0)}`}>
      <FindingHead finding={finding} />
      <p className="finding-why">{finding.explanation}</p>
      <Quote finding={finding} listing={listing} />
      <p className="finding-claim">
        <span>
          标志 <b>{finding.mark}</b>
        </span>
        {finding.certificateNo === '' ? null : (
          <span>
            证书编号{' '}
            <button type="button" className="link mono" onClick={() => onCheck(finding.certificateNo)}>
              {finding.certificateNo}
            </button>
          </span>
        )}
      </p>
      <BasisList basis={finding.basis} />
      {finding.measures.length === 0 ? null : (
        <div className="finding-part">
          <h4>建议措施</h4>
          <p>{finding.measures.join('；')}</p>
        </div>
      )}
    </article>
  );
}
