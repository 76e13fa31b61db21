/** Drawn again only when one of its values is another: of two hundred rows, those that nothing happened to cost nothing. */
import { Component, type ComponentChild } from "preact";

interface Props {
  readonly of: readonly unknown[];
  /** Reads no signal: that is for the components in it. */
  readonly draw: () => ComponentChild;
}

export class Still extends Component<Props> {
  override shouldComponentUpdate({ of }: Props): boolean {
    return of.length !== this.props.of.length || of.some((each, at) => !Object.is(each, this.props.of[at]));
  }

  override render(): ComponentChild {
    return this.props.draw();
  }
}
