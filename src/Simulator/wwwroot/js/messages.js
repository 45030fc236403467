// Every SMS of the carrier, by sid, and who wants to know of changes.

export class Messages {
  #bySid = new Map();
  #listeners = [];

  /** @param listener called with (message, before): before is undefined for a new one; (null) when all is new. */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  put(message) {
    const before = this.#bySid.get(message.sid);
    this.#bySid.set(message.sid, message);
    for (const listener of this.#listeners) listener(message, before);
  }

  replaceAll(messages) {
    this.#bySid = new Map(messages.map(message => [message.sid, message]));
    for (const listener of this.#listeners) listener(null);
  }

  clear() {
    this.replaceAll([]);
  }

  of(phone) {
    return [...this.#bySid.values()].filter(message => message.phone === phone).sort((a, b) => a.serial - b.serial);
  }
}
