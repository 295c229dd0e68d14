// Visible text whose contrast with what lies behind it is under 4.5 : 1 (WCAG 2.1, 1.4.3).
() => {
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((one) => one / 255).map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const ratio = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const spoken = (node) => [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
  return [...document.querySelectorAll("body *")]
    .filter((node) => spoken(node) && node.checkVisibility({ opacityProperty: true }) && !node.disabled)
    .filter((node) => ratio(light(numbers(getComputedStyle(node).color)), light(behind(node))) < 4.5)
    .map((node) => node.outerHTML.slice(0, 120));
}
