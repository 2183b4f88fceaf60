/** The tally in two halves. */
export function Emblem({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M2 4h9v3.6l2 2-2 2v3l2 2-2 2V20H2z" fill="#c9a063" />
      <path d="M22 4h-8v3.6l-.6.6 1.4 1.4-2 2v3l2 2-2 2V20h9.2z" fill="#f1e3cb" />
    </svg>
  );
}
