/** How long a model answer takes to say. */

/** Words a minute of somebody who speaks calmly. */
const SPEED = 150;

/** Seconds that it takes to say the rendered text; maths counts as the words of its symbols. */
export function spokenSeconds(html: string): number {
  const text = html
    .replaceAll(/<annotation[^>]*>.*?<\/annotation>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ');
  return (text.trim().split(/\s+/).length / SPEED) * 60;
}
