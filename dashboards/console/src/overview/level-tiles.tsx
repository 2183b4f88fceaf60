import { Link } from '@tanstack/react-router';
import type { Overview } from '../api/overview.ts';
import { levelNames, levelOrder } from '../shared/labels.ts';

export function LevelTiles({ byLevel }: { readonly byLevel: Overview['alerts']['byLevel'] }) {
  return (
    <ul className="level-tiles">
      {levelOrder.map((level) => (
        <li key={level}>
          <Link to="/alerts" search={{ level }} className={`level-tile tile-${level}`}>
            <span>{levelNames[level]}色</span>
            <strong>{byLevel[level]}</strong>
          </Link>
        </li>
      ))}
    </ul>
  );
}
