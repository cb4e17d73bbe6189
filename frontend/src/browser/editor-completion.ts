import {
  completeAnyWord,
  completeFromList,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
} from '@codemirror/autocomplete';

/** What a language may say under `autocomplete`: how to find completions, or the completions. */
type Offer = CompletionSource | readonly (string | Completion)[];

/**
 * Completes with words of the document. The list takes whatever any source offers, so a word that the language
 * offers in the same place is left to it: a keyword says what it is, and a snippet writes the rest as well.
 */
export async function completeDocumentWord(context: CompletionContext): Promise<CompletionResult | null> {
  const words = await completeAnyWord(context);
  if (!words) return null;
  const offers = context.state
    .languageDataAt<Offer>('autocomplete', context.pos)
    .filter((offer) => offer !== completeDocumentWord);
  const results = await Promise.allSettled(offers.map((offer) => ask(offer, context)));
  const known = new Set<string>();
  for (const result of results) {
    // A source that fails offers nothing; the editor itself says so on the console.
    const found = result.status === 'fulfilled' ? result.value : null;
    if (found?.from === words.from) for (const { label } of found.options) known.add(label);
  }
  return { ...words, options: words.options.filter(({ label }) => !known.has(label)) };
}

async function ask(offer: Offer, context: CompletionContext): Promise<CompletionResult | null> {
  const source = typeof offer === 'function' ? offer : completeFromList(offer);
  return source(context);
}
