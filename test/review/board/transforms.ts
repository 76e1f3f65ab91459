/** Changes of a scene that change nothing of what it says. */
type Element = Record<string, unknown> & {
  id: string;
  type: string;
  x: number;
  y: number;
  width: number;
  height: number;
  angle?: number;
  points?: [number, number][];
  text?: string;
  fontSize?: number;
};
export interface Scene {
  elements: Element[];
}

export function parse(text: string): Scene {
  return JSON.parse(text) as Scene;
}

function each(scene: Scene, change: (element: Element) => Partial<Element>): Scene {
  return {
    ...scene,
    elements: scene.elements.map((one) => ({ ...one, ...change(one) })),
  };
}

export function moved(scene: Scene, dx: number, dy: number): Scene {
  return each(scene, ({ x, y }) => ({ x: x + dx, y: y + dy }));
}

export function scaled(scene: Scene, by: number): Scene {
  return each(scene, ({ x, y, width, height, points, fontSize }) => ({
    ...{ x: x * by, y: y * by, width: width * by, height: height * by },
    ...(points ? { points: points.map(([px, py]): [number, number] => [px * by, py * by]) } : {}),
    ...(fontSize === undefined ? {} : { fontSize: fontSize * by }),
  }));
}

/** About the origin, in radians, as Excalidraw turns a selection: every element keeps its form and gets an angle. */
export function rotated(scene: Scene, by: number): Scene {
  const [cos, sin] = [Math.cos(by), Math.sin(by)];
  return each(scene, ({ x, y, width, height, angle = 0, points }) => {
    const xs = points?.map(([px]) => px) ?? [0, width];
    const ys = points?.map(([, py]) => py) ?? [0, height];
    const middle = [
      (Math.min(...xs) + Math.max(...xs)) / 2,
      (Math.min(...ys) + Math.max(...ys)) / 2,
    ] as const;
    const [cx, cy] = [x + middle[0], y + middle[1]];
    return {
      x: cx * cos - cy * sin - middle[0],
      y: cx * sin + cy * cos - middle[1],
      angle: angle + by,
    };
  });
}

export function unbound(scene: Scene): Scene {
  return each(scene, ({ type }) =>
    type === 'arrow' ? { startBinding: null, endBinding: null } : {},
  );
}

export function reordered(scene: Scene): Scene {
  return { ...scene, elements: scene.elements.toReversed() };
}

/** Every text that is the first of some words gets another of them. */
export function inOtherWords(
  scene: Scene,
  words: readonly (readonly string[])[],
  pick: number,
): Scene {
  return each(scene, ({ type, text }) => {
    const group = type === 'text' ? words.find((one) => one[0] === text) : undefined;
    const other = group?.[pick % group.length];
    return other === undefined ? {} : { text: other, originalText: other };
  });
}
