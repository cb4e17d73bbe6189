/** The picture beside the forms: a room as it looks inside, drawn with elements so that it follows the theme. */
import type { ComponentChildren, JSX } from 'preact';

function Line({
  n,
  indent = 0,
  children,
}: {
  n: number;
  indent?: number;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="picture-line">
      <span class="picture-number">{n}</span>
      <span>
        {' '.repeat(indent)}
        {children}
      </span>
    </div>
  );
}

function Caret({ person, name }: { person: number; name: string }): JSX.Element {
  return (
    <span class="remote-caret" data-person={person}>
      <span class="remote-caret-name">{name}</span>
    </span>
  );
}

export function Picture(): JSX.Element {
  return (
    <div class="picture card" aria-hidden="true">
      <div class="picture-bar">
        <span class="picture-file">main.py</span>
        <span class="topbar-spacer" />
        <span class="avatar-stack">
          <span class="avatar avatar-small" data-person="1">
            A
          </span>
          <span class="avatar avatar-small" data-person="2">
            B
          </span>
        </span>
        <span class="picture-run">Run</span>
      </div>
      <div class="picture-code mono">
        <Line n={1}>
          <span class="tok-keyword">from</span> collections <span class="tok-keyword">import</span> Counter
        </Line>
        <Line n={2} />
        <Line n={3}>
          <span class="tok-keyword">def</span> <span class="tok-definition">first_unique</span>(text: str):
        </Line>
        <Line n={4} indent={4}>
          seen <span class="tok-operator">=</span> Counter(text)
          <Caret person={2} name="Bo" />
        </Line>
        <Line n={5} indent={4}>
          <span class="tok-keyword">for</span> i, letter <span class="tok-keyword">in</span> enumerate(text):
        </Line>
        <Line n={6} indent={8}>
          <span class="tok-keyword">if</span> seen[letter] <span class="tok-operator">==</span>{' '}
          <span class="tok-number">1</span>:
        </Line>
        <Line n={7} indent={12}>
          <span class="tok-keyword">return</span> i
          <Caret person={1} name="Ana" />
        </Line>
        <Line n={8} />
        <Line n={9}>
          print(first_unique(input(<span class="tok-string">"word: "</span>)))
        </Line>
      </div>
      <div class="picture-terminal mono">
        <div>
          word: <b>parley</b>
        </div>
        <div>0</div>
        <div class="picture-verdict">
          <span class="dot dot-ok" /> Finished in 38 ms
        </div>
      </div>
      <div class="picture-strip">
        {[3, 5, 2, 0, 4, 8, 6, 3, 1, 0, 0, 2, 7, 9, 5, 4, 2, 6, 8, 3, 1, 4, 5, 2].map((height, i) => (
          <span
            key={`${i}:${height}`}
            data-person={i % 5 < 3 ? 2 : 1}
            style={{ height: `${10 + height * 10}%` }}
          />
        ))}
      </div>
    </div>
  );
}
