/** In how many ways the same may be drawn. */
export interface Style {
  readonly direction: 'down' | 'right' | 'up';
  readonly scale: number;
  readonly boundArrows: boolean;
  readonly boundTexts: boolean;
  /** Labels as texts beside the arrows, not bound to them. */
  readonly freeLabels: boolean;
  readonly groups: boolean;
  /** `fill`: a colour a kind; `stroke`: in outlines only; `none`. */
  readonly colours: 'fill' | 'stroke' | 'none' | 'one';
  /** 0 for straight lines, 1 for a hand-drawn look. */
  readonly roughness: 0 | 1;
  /** Shifts every box a little, as by hand, in parts of a box. */
  readonly jitter: number;
  /** Between rows and columns, against the usual. */
  readonly spread: number;
  readonly boxes: 'rectangle' | 'ellipse';
}

export const PLAIN: Style = {
  direction: 'down',
  scale: 1,
  boundArrows: true,
  boundTexts: true,
  freeLabels: false,
  groups: false,
  colours: 'fill',
  roughness: 0,
  jitter: 0,
  spread: 1,
  boxes: 'rectangle',
};

/** Between the centres of neighbours. */
export const STEP = { column: 250, row: 130 };

/** Excalidraw's own palette: light fills whose dark variants its dark theme makes by itself. */
export const FILLS = [
  '#a5d8ff',
  '#b2f2bb',
  '#ffec99',
  '#ffc9c9',
  '#d0bfff',
  '#ffd8a8',
  '#99e9f2',
  '#eebefa',
  '#e9ecef',
  '#c3fae8',
  '#fcc2d7',
  '#d8f5a2',
];
export const STROKES = [
  '#1971c2',
  '#2f9e44',
  '#f08c00',
  '#e03131',
  '#6741d9',
  '#e8590c',
  '#0c8599',
  '#9c36b5',
  '#343a40',
  '#099268',
  '#c2255c',
  '#66a80f',
];
