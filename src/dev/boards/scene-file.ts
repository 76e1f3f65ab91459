/** An `.excalidraw` file, as Excalidraw itself writes it. */
export type SceneElement = Readonly<Record<string, unknown>> & { readonly id: string };

export interface SceneFile {
  readonly type: 'excalidraw';
  readonly version: 2;
  readonly source: string;
  readonly elements: readonly SceneElement[];
  readonly appState: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, never>>;
}

/** One element a line, so that changes can be read. */
export function sceneText(scene: SceneFile): string {
  const { elements, ...rest } = scene;
  const lines = elements.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  const frame = JSON.stringify({ ...rest, elements: [] }, null, 2);
  return `${frame.replace('"elements": []', () => `"elements": [\n${lines}\n  ]`)}\n`;
}
