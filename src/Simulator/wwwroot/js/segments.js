// How many SMS a text takes (GSM 03.38), for the counter under the text field. The carrier counts by itself.

const Basic = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
const Extension = new Set('\f^{}\\[~]|€');

export function segments(text) {
  const letters = [...text];
  if (!letters.every(letter => Basic.has(letter) || Extension.has(letter))) return text.length <= 70 ? 1 : Math.ceil(text.length / 67);

  const widths = letters.map(letter => (Basic.has(letter) ? 1 : 2));
  if (widths.reduce((sum, width) => sum + width, 0) <= 160) return 1;
  let [parts, room] = [1, 153];
  for (const width of widths) {
    if (room < width) [parts, room] = [parts + 1, 153];
    room -= width;
  }
  return parts;
}
