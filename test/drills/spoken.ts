/** How long a model answer takes to say. */

/** Words a minute of somebody who speaks calmly. */
const SPEED = 150;

/** The words of the rendered text, with maths as the words of its symbols. */
export function spokenWords(html: string): number {
  const text = html
    .replaceAll(/<annotation[^>]*>.*?<\/annotation>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ');
  return text.trim().split(/\s+/).length;
}

/** Seconds that it takes to say the rendered text. */
export function spokenSeconds(html: string): number {
  return (spokenWords(html) / SPEED) * 60;
}
