/** How parts of pages look, to be compared. */

import type { Locator, Page } from '@playwright/test';

export const picture = (part: Locator) => part.screenshot({ animations: 'disabled' });

/** How many of the pixels of two pictures are not alike; all, if they are not of the same size. */
export async function difference(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return page.evaluate(
    async (pictures) => {
      const [a, b] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = canvas.getContext('2d');
          context?.drawImage(bitmap, 0, 0);
          return context?.getImageData(0, 0, bitmap.width, bitmap.height);
        }),
      );
      // A line of text may come to lie a fraction of a pixel lower.
      if (!a || !b || a.width !== b.width || Math.abs(a.height - b.height) > 1) return 1;
      let unlike = 0;
      const length = Math.min(a.data.length, b.data.length);
      for (let at = 0; at < length; at += 4) {
        const apart = [0, 1, 2].some(
          (channel) => Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0)) > 48,
        );
        if (apart) unlike += 1;
      }
      return unlike / (length / 4);
    },
    [one.toString('base64'), other.toString('base64')],
  );
}
