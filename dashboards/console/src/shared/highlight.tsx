import { type ReactElement, useMemo } from 'react';
import { type Mark, segmentsOf } from './segments.ts';

export function Highlighted({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }) {
  const segments = useMemo(() => segmentsOf(text, marks), [text, marks]);
  return (
    <span className="prose">
      {segments.map((segment) =>
        segment.marked ? (
          <mark key={segment.start} title={segment.labels.join('、')}>
            {segment.text}
          </mark>
        ) : (
          <span key={segment.start}>{segment.text}</span>
        ),
      )}
    </span>
  );
}

/** A passage in which the search engine put what it found between ⟦ and ⟧. */
export function Snippet({ text }: { readonly text: string }) {
  const pieces: ReactElement[] = [];
  let position = 0;
  for (const piece of text.split(/(⟦[^⟧]*⟧)/)) {
    const found = piece.startsWith('⟦');
    pieces.push(found ? <mark key={position}>{piece.slice(1, -1)}</mark> : <span key={position}>{piece}</span>);
    position += piece.length + 1;
  }
  return <span className="prose">{pieces}</span>;
}
