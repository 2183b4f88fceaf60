import type { ReactNode } from 'react';
import { Highlighted } from '../shared/highlight.tsx';
import { Fact, Facts, Panel } from '../shared/panel.tsx';
import type { Mark } from '../shared/segments.ts';
import { TimeText } from '../shared/time-text.tsx';
import type { Finding, Listing, Seller } from './infringement-data.ts';
import { SellerFacts } from './seller-facts.tsx';

function marksIn(findings: readonly Finding[], field: string): Mark[] {
  return findings.flatMap(({ field: own, span, code }) => (own === field && span !== null ? [{ ...span, label: code }] : []));
}

interface ListingPanelProps {
  readonly listing: Listing;
  readonly findings: readonly Finding[];
}

/** Everything the listing said when it was captured, with all claims marked. */
export function ListingPanel({ listing, findings }: ListingPanelProps) {
  const marked = (text: string, field: string): ReactNode =>
    text === '' ? null : <Highlighted text={text} marks={marksIn(findings, field)} />;
  return (
    <Panel title="商品页面原文">
      <Facts>
        <Fact name="标题">{marked(listing.title, 'title')}</Fact>
        <Fact name="描述">{marked(listing.description, 'description')}</Fact>
        {listing.attributes.map(([name, text]) => (
          <Fact key={name} name={name}>
            {marked(text, `attributes.${name}`)}
          </Fact>
        ))}
        {listing.imageTexts.map((text, index) => (
          <Fact key={text} name={`图片文字 ${index + 1}`}>
            {marked(text, `imageTexts.${index}`)}
          </Fact>
        ))}
        <Fact name="搜索关键词">{keywordsOf(listing.keywords, findings)}</Fact>
        <Fact name="价格">{listing.price === '' ? null : `¥ ${listing.price}`}</Fact>
        <Fact name="采集时间">{listing.capturedAt === '' ? null : <TimeText at={listing.capturedAt} />}</Fact>
      </Facts>
    </Panel>
  );
}

function keywordsOf(keywords: readonly string[], findings: readonly Finding[]): ReactNode {
  if (keywords.length === 0) return null;
  return (
    <span className="keywords">
      {keywords.map((keyword, index) => (
        <span key={keyword} className="tone tone-plain">
          <Highlighted text={keyword} marks={marksIn(findings, `keywords.${index}`)} />
        </span>
      ))}
    </span>
  );
}

export function SellerPanel({ seller }: { readonly seller: Seller }) {
  const unknown = seller.company === '' && seller.uscc === '';
  return (
    <Panel title="卖家">
      <SellerFacts seller={seller} />
      {unknown ? <p className="panel-note">页面未公示营业执照信息，主体身份需向平台核实。</p> : null}
    </Panel>
  );
}
