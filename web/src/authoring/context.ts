/** The task that is being written, for every part of its page. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Author } from "./author";

export const AuthorContext = createContext<Author | null>(null);

export function useAuthor(): Author {
  const author = useContext(AuthorContext);
  if (author === null) throw new Error("This part stands outside of the page that writes a task.");
  return author;
}
