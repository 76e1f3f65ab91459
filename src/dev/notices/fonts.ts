/** The fonts that the board ships. They say of themselves, in their name tables, whose they are. */
// cspell:ignore Fini Lilita Miwa Montoreano Nunito
import type { Notice } from './packages.ts';
import { licenceText } from './texts.ts';

interface Font {
  readonly licence: 'MIT' | 'OFL-1.1';
  readonly holder: string;
}

const FONTS: Readonly<Record<string, Font>> = {
  ComicShanns: {
    licence: 'MIT',
    holder:
      'Copyright (c) 2018 Shannon Miwa\nCopyright (c) 2023 Jesus Gonzalez\nCopyright (c) 2023 Rodrigo Batista de Moraes\nCopyright (c) 2024 Fini Jastrow',
  },
  Excalifont: { licence: 'OFL-1.1', holder: 'Copyright (c) 2024 by Excalidraw' },
  Lilita: {
    licence: 'OFL-1.1',
    holder:
      'Copyright (c) 2011 Juan Montoreano (juan@remolacha.biz), with Reserved Font Names "Lilita One"',
  },
  Nunito: {
    licence: 'OFL-1.1',
    holder: 'Copyright 2014 The Nunito Project Authors (https://github.com/googlefonts/nunito)',
  },
};

/** `name` is that of a font's folder. Throws for one that is not known. */
export function fontNotice(name: string): Notice {
  const font = FONTS[name];
  if (font === undefined) {
    throw new Error(
      `The font ${name} is shipped, but src/dev/notices/fonts.ts does not give its licence.`,
    );
  }
  const { licence, holder } = font;
  return {
    name: `Font ${name}`,
    version: '',
    licence,
    text: licenceText(licence, holder),
  };
}
