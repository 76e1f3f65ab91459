/** Saves the chart beside it as a picture. */
import type { RefObject } from 'preact';
import { usePage } from '../shared/page.ts';

interface SavePngProps {
  readonly box: RefObject<HTMLElement | null>;
  readonly name: string;
}

export function SavePng({ box, name }: SavePngProps) {
  const { post } = usePage();
  const save = (): void => {
    const canvas = box.current?.querySelector('canvas');
    if (canvas) post({ type: 'save-png', name, image: onPaper(canvas) });
  };
  return (
    <p>
      <button type="button" class="link" onClick={save}>
        Save as PNG
      </button>
    </p>
  );
}

/** The chart on the page's background: by itself it is transparent. */
function onPaper(chart: HTMLCanvasElement): string {
  const paper = document.createElement('canvas');
  paper.width = chart.width;
  paper.height = chart.height;
  const context = paper.getContext('2d');
  if (!context) return chart.toDataURL('image/png');
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, paper.width, paper.height);
  context.drawImage(chart, 0, 0);
  return paper.toDataURL('image/png');
}
