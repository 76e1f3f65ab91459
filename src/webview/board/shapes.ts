/** What the palette has: shapes that any architecture is drawn with. Which of them, and how joined, is the exercise. */

interface Piece {
  /** Unique, and the class of its picture. */
  readonly id: string;
  readonly name: string;
  /** What to press, as `KeyboardEvent.key` says it. */
  readonly key: string;
}

export interface BoxPiece extends Piece {
  readonly form: 'box' | 'round';
  /** Of Excalidraw's own colours, which its dark theme turns around by itself. */
  readonly fill: string;
  readonly width: number;
  readonly height: number;
  /** Null when the user writes it at once. */
  readonly says: string | null;
}

export interface ArrowPiece extends Piece {
  readonly form: 'arrow' | 'arc';
  readonly says: string | null;
}

const WIDE = { form: 'box', width: 190, height: 60, says: null } as const;
const SMALL = { form: 'round', width: 48, height: 48 } as const;

export const BOXES: readonly BoxPiece[] = [
  { ...WIDE, id: 'layer', name: 'Layer', key: 'b', fill: '#a5d8ff' },
  { ...WIDE, id: 'norm', name: 'Normalisation', key: 'n', fill: '#b2f2bb' },
  { ...WIDE, id: 'activation', name: 'Activation', key: 'u', fill: '#ffd8a8' },
  { ...WIDE, id: 'mixing', name: 'Mixing', key: 'm', fill: '#d0bfff' },
  { ...WIDE, id: 'data', name: 'Input or output', key: 'j', fill: '#e9ecef' },
];

export const GATES: readonly BoxPiece[] = [
  { ...SMALL, id: 'sum', name: 'Sum', key: 'c', says: '+', fill: '#ffec99' },
  { ...SMALL, id: 'times', name: 'Product', key: 'C', says: '×', fill: '#ffec99' },
  { ...SMALL, id: 'sigmoid', name: 'Sigmoid gate', key: 'B', says: 'σ', fill: '#ffc9c9' },
  { ...SMALL, id: 'tanh', name: 'tanh', key: 'N', says: 'tanh', fill: '#ffd8a8' },
];

export const ARROWS: readonly ArrowPiece[] = [
  { form: 'arrow', id: 'arrow', name: 'Arrow with its shape', key: 'w', says: null },
  { form: 'arc', id: 'arc', name: 'Skip arc', key: 'y', says: '+' },
];
