/** A text in Japanese, and in the other languages there are. */
export interface Text {
  readonly ja: string;
  readonly en?: string;
}
