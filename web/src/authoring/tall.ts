/** A field for text is as tall as its text, however it wraps. */
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

export function useTall(text: string): RefObject<HTMLTextAreaElement | null> {
  const field = useRef<HTMLTextAreaElement>(null);
  const fit = (): void => {
    const area = field.current;
    if (area === null) return;
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  };
  useEffect(fit, [text]);
  useEffect(() => {
    const observer = new ResizeObserver(fit);
    if (field.current?.parentElement) observer.observe(field.current.parentElement);
    // The font may come after the text, and wraps it elsewhere.
    void document.fonts.ready.then(fit);
    return () => observer.disconnect();
  }, []);
  return field;
}
