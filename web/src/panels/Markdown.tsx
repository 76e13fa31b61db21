/** Notes as they read: the tree of `core/markdown` as elements. No HTML is ever made from text. */
import type { JSX } from "preact";
import { parseMarkdown, type Block, type Inline } from "../core/markdown";

export function Markdown({ text }: { readonly text: string }): JSX.Element {
  return <div class="prose">{parseMarkdown(text).map(block)}</div>;
}

function block(each: Block): JSX.Element {
  switch (each.is) {
    case "code":
      return (
        <pre>
          <code>{each.text}</code>
        </pre>
      );
    case "list": {
      const items = each.items.map((item) => <li>{item.map(inline)}</li>);
      return each.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "table":
      return (
        <table>
          <thead>
            <tr>
              {each.head.map((cell) => (
                <th scope="col">{cell.map(inline)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {each.rows.map((row) => (
              <tr>
                {row.map((cell) => (
                  <td>{cell.map(inline)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case "heading":
      return (
        <p>
          <strong>{lines(each.lines)}</strong>
        </p>
      );
    case "paragraph":
      return <p>{lines(each.lines)}</p>;
  }
}

function lines(all: readonly (readonly Inline[])[]): JSX.Element[] {
  return all.map((line, index) => (
    <>
      {index > 0 ? <br /> : null}
      {line.map(inline)}
    </>
  ));
}

function inline(each: Inline): JSX.Element | string {
  switch (each.is) {
    case "text":
      return each.text;
    case "code":
      return <code>{each.text}</code>;
    case "tag":
      return <span class="tag">#{each.text}</span>;
    case "strong":
      return <strong>{each.inner.map(inline)}</strong>;
    case "em":
      return <em>{each.inner.map(inline)}</em>;
    case "link":
      return (
        <a href={each.to} target="_blank" rel="noopener noreferrer nofollow">
          {each.text}
        </a>
      );
  }
}
