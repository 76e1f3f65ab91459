/** @jsxImportSource react */
/** The pieces to draw with, beside the canvas, each with its key. */
import { ARROWS, BOXES, GATES, type ArrowPiece, type BoxPiece } from './shapes.ts';

interface PaletteProps {
  readonly box: (piece: BoxPiece) => void;
  readonly arrow: (piece: ArrowPiece) => void;
}

export function Palette({ box, arrow }: PaletteProps) {
  return (
    <aside className="palette" aria-label="Pieces to draw with">
      <Group title="Boxes">
        {BOXES.map((piece) => (
          <Piece key={piece.id} piece={piece} act={() => box(piece)} />
        ))}
      </Group>
      <Group title="Gates">
        {GATES.map((piece) => (
          <Piece key={piece.id} piece={piece} act={() => box(piece)} />
        ))}
      </Group>
      <Group title="Arrows">
        {ARROWS.map((piece) => (
          <Piece key={piece.id} piece={piece} act={() => arrow(piece)} />
        ))}
      </Group>
      <p className="palette-help">
        A new piece goes below the selected box and is joined to it by an arrow. A new arrow joins
        the two boxes you have selected.
      </p>
    </aside>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

function Piece({ piece, act }: { piece: BoxPiece | ArrowPiece; act: () => void }) {
  const shifted = piece.key !== piece.key.toLowerCase();
  const keys = shifted ? `Shift+${piece.key}` : piece.key.toUpperCase();
  return (
    <li>
      <button
        type="button"
        aria-keyshortcuts={keys}
        title={`${piece.name} (${keys})`}
        onClick={act}
      >
        <Picture piece={piece} />
        <span className="piece-name">{piece.name}</span>
        <kbd aria-hidden="true">{shifted ? `⇧${piece.key}` : keys}</kbd>
      </button>
    </li>
  );
}

function Picture({ piece }: { piece: BoxPiece | ArrowPiece }) {
  return (
    <svg className={`piece ${piece.id}`} viewBox="0 0 26 18" aria-hidden="true">
      {piece.form === 'box' && (
        <rect x="1.5" y="3.5" width="23" height="11" rx="3" fill={piece.fill} />
      )}
      {piece.form === 'round' && <circle cx="13" cy="9" r="7.5" fill={piece.fill} />}
      {piece.form === 'round' && (
        <text x="13" y="12" textAnchor="middle">
          {piece.says === 'tanh' ? 't' : piece.says}
        </text>
      )}
      {piece.form === 'arrow' && <path d="M6 2V15M3 12l3 3 3-3M12 9h10" />}
      {piece.form === 'arc' && <path d="M5 2C20 2 20 15 7 15M10 12l-3 3 3 3M21 6v6M18 9h6" />}
    </svg>
  );
}
