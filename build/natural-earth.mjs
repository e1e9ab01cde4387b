// TopoJSON (specification 1.0.0, sections 2.1.3 and 2.1.4: delta-coded, quantised arcs; ~i is arc i backwards) into a line per country:
// ISO 3166-1 alpha-2, alpha-3, name, rings (those of no area are left out). A ring is "lon,lat dlon,dlat …" in hundredths of a degree, each point relative to the one before.
import { readFileSync, writeFileSync } from 'node:fs';

const [shapes, codes, target] = process.argv.slice(2);
const topology = JSON.parse(readFileSync(shapes, 'utf8'));
const iso = new Map(JSON.parse(readFileSync(codes, 'utf8')).map(([two, three, number]) => [number, [two, three]]));
iso.set('Kosovo', ['XK', 'XKX']); // no ISO code: the user-assigned one that the EU and the IMF use
const { scale, translate } = topology.transform;

const arcs = topology.arcs.map(arc => {
  let x = 0, y = 0;
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [Math.round((x * scale[0] + translate[0]) * 100), Math.round((y * scale[1] + translate[1]) * 100)];
  });
});

function ring(indices) {
  const points = [];
  for (const index of indices) {
    const arc = index < 0 ? [...arcs[~index]].reverse() : arcs[index];
    for (const point of arc) {
      const last = points.at(-1);
      if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
    }
  }
  if (points[0][0] === points.at(-1)[0] && points[0][1] === points.at(-1)[1]) points.pop();
  return points.map(([x, y], i) => i === 0 ? `${x},${y}` : `${x - points[i - 1][0]},${y - points[i - 1][1]}`).join(' ');
}

const lines = topology.objects.countries.geometries.map(geometry => {
  const polygons = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
  const [two, three] = iso.get(geometry.id ?? geometry.properties.name) ?? ['', ''];
  return [two, three, geometry.properties.name, polygons.flat().map(ring).filter(r => r.split(' ').length > 2).join(';')].join('\t');
});
lines.sort();
writeFileSync(target, ['# Made by build/natural-earth from Natural Earth 1:110m (public domain) as packed in world-atlas 2.0.2.', ...lines].join('\n') + '\n');
