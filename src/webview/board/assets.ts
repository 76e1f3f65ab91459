/** Tells Excalidraw where its fonts are, before it is loaded, and links its stylesheet. Nothing comes from elsewhere. */
import styles from '@excalidraw/excalidraw/index.css';

declare global {
  interface Window {
    EXCALIDRAW_ASSET_PATH?: string | string[] | undefined;
  }
}

/** The build puts `fonts/` there. */
window.EXCALIDRAW_ASSET_PATH = new URL('./board/', import.meta.url).href;

const link = document.createElement('link');
link.rel = 'stylesheet';
link.href = new URL(styles, import.meta.url).href;
// Before our own, which has the last word.
document.head.prepend(link);
