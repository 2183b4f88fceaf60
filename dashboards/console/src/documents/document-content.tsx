import type { DocumentDetail } from '#src/documents/schemas.ts';
import { listingOf } from '../alerts/infringement-data.ts';
import { SellerFacts } from '../alerts/seller-facts.tsx';
import { textOf } from '../shared/json.ts';
import { Fact, Facts } from '../shared/panel.tsx';

function Article({ content }: { readonly content: DocumentDetail['content'] }) {
  const text = textOf(content['text']).trim().replaceAll(/\n\s*/g, '\n\n');
  return (
    <>
      <Facts>
        <Fact name="媒体">{textOf(content['outlet'])}</Fact>
        <Fact name="作者">{textOf(content['author'])}</Fact>
      </Facts>
      {text === '' ? <p className="muted">没有正文。</p> : <p className="article-text prose">{text}</p>}
    </>
  );
}

function Listing({ content }: { readonly content: DocumentDetail['content'] }) {
  const listing = listingOf(content);
  return (
    <>
      <Facts>
        <Fact name="描述">{listing.description}</Fact>
        {listing.attributes.map(([name, text]) => (
          <Fact key={name} name={name}>
            {text}
          </Fact>
        ))}
        {listing.imageTexts.map((text, index) => (
          <Fact key={text} name={`图片文字 ${index + 1}`}>
            {text}
          </Fact>
        ))}
        <Fact name="搜索关键词">{listing.keywords.join('、')}</Fact>
        <Fact name="价格">{listing.price === '' ? null : `¥ ${listing.price}`}</Fact>
      </Facts>
      <hr className="rule" />
      <SellerFacts seller={listing.seller} />
    </>
  );
}

export function DocumentContent({ item }: { readonly item: DocumentDetail }) {
  return item.kind === 'article' ? <Article content={item.content} /> : <Listing content={item.content} />;
}
