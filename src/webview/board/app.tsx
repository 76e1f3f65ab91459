/** @jsxImportSource react */
/** The board: Excalidraw with our palette, or what is wrong with the file. */
import { Excalidraw, MainMenu, THEME } from '@excalidraw/excalidraw';
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import { useMemo, useState, useSyncExternalStore } from 'react';
import type { BoardCommand } from '../../protocol/board-page.ts';
import { Palette } from './palette.tsx';
import type { ShownScene } from './scene.ts';
import type { ArrowPiece, BoxPiece } from './shapes.ts';

export interface BoardModel {
  /** The scene to begin with; later ones go to Excalidraw itself. */
  readonly first: ShownScene | null;
  readonly readOnly: boolean;
  /** What is wrong with the file; null when nothing is. */
  readonly broken: string | null;
  readonly error: string | null;
}

interface AppProps {
  readonly model: BoardModel;
  readonly attach: (api: ExcalidrawImperativeAPI) => void;
  readonly changed: () => void;
  readonly box: (piece: BoxPiece) => void;
  readonly arrow: (piece: ArrowPiece) => void;
  readonly command: (command: BoardCommand) => void;
  readonly dismiss: () => void;
}

export function App(props: AppProps) {
  const { broken, first, readOnly, error } = props.model;
  return (
    <>
      {error !== null && <Trouble say={error} dismiss={props.dismiss} />}
      {broken !== null && <Broken say={broken} command={props.command} />}
      {first && (
        <main className="board" hidden={broken !== null} aria-label="Whiteboard">
          {!readOnly && <Palette box={props.box} arrow={props.arrow} />}
          <Canvas {...props} first={first} />
        </main>
      )}
    </>
  );
}

function Canvas({ first, model, attach, changed }: AppProps & { first: ShownScene }) {
  const theme = useTheme();
  const [begin] = useState(first);
  const initial = useMemo(
    () => ({
      elements: begin.elements,
      files: begin.files,
      appState: { viewBackgroundColor: paper(begin) },
    }),
    [begin],
  );
  return (
    <div className="canvas">
      <Excalidraw
        initialData={initial}
        theme={theme}
        viewModeEnabled={model.readOnly}
        langCode="en"
        autoFocus
        handleKeyboardGlobally
        aiEnabled={false}
        excalidrawAPI={attach}
        onChange={changed}
        UIOptions={NO_FILES}
      >
        <MainMenu>
          <MainMenu.DefaultItems.SearchMenu />
          <MainMenu.DefaultItems.Help />
          <MainMenu.DefaultItems.ClearCanvas />
        </MainMenu>
      </Excalidraw>
    </div>
  );
}

/** The editor opens, saves and exports; the theme is VS Code's. */
const NO_FILES = {
  canvasActions: {
    changeViewBackgroundColor: false,
    export: false,
    loadScene: false,
    saveToActiveFile: false,
    saveAsImage: false,
    toggleTheme: false,
  },
  tools: { image: false },
} as const;

function paper({ file }: ShownScene): string {
  const colour = file.appState['viewBackgroundColor'];
  return typeof colour === 'string' ? colour : '#ffffff';
}

function Broken({ say, command }: { say: string; command: AppProps['command'] }) {
  return (
    <main className="broken">
      <p role="alert">{say}</p>
      <button type="button" className="primary" onClick={() => command('open-as-text')}>
        Open as Text
      </button>
    </main>
  );
}

function Trouble({ say, dismiss }: { say: string; dismiss: () => void }) {
  return (
    <div role="alert" className="trouble">
      <p>{say}</p>
      <button type="button" className="secondary" onClick={dismiss}>
        Dismiss
      </button>
    </div>
  );
}

/** VS Code says its kind of theme with a class of the body. */
function useTheme(): typeof THEME.LIGHT | typeof THEME.DARK {
  return useSyncExternalStore(watchTheme, () => {
    const { classList } = document.body;
    const dark =
      classList.contains('vscode-dark') ||
      (classList.contains('vscode-high-contrast') &&
        !classList.contains('vscode-high-contrast-light'));
    return dark ? THEME.DARK : THEME.LIGHT;
  });
}

function watchTheme(changed: () => void): () => void {
  const dressed = new MutationObserver(changed);
  dressed.observe(document.body, { attributeFilter: ['class'] });
  return () => dressed.disconnect();
}
