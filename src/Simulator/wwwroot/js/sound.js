// A short ring of two notes, silent until somebody asks for it (browsers want a click first).

export class Sound {
  #context = null;

  constructor(button) {
    button.addEventListener('click', () => {
      const on = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', on);
      button.textContent = on ? 'Sonnerie active' : 'Sonnerie coupée';
      this.#context = on ? new AudioContext() : null;
      this.ring();
    });
  }

  ring() {
    if (!this.#context) return;
    for (const [index, pitch] of [1319, 1047].entries()) {
      const [note, volume] = [this.#context.createOscillator(), this.#context.createGain()];
      const start = this.#context.currentTime + index * 0.14;
      note.type = 'square';
      note.frequency.value = pitch;
      volume.gain.setValueAtTime(0.04, start);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.13);
      note.connect(volume).connect(this.#context.destination);
      note.start(start);
      note.stop(start + 0.14);
    }
  }
}
