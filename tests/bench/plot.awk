# One figure as SVG, time or memory against rows, both logarithmic: figures.tsv and medians.tsv in; figure, what: `time`
# or `memory`. Lines differ by their dashes and marks, names stand at their ends, so that it reads without colour. The
# thick line is us.
BEGIN {
	FS = "\t"
	left = 64; right = 520; top = 40; bottom = 340
	n = split("pts sqlite3 duckdb mawk gawk datamash miller", name, " ")
	for (i = 1; i <= n; i++)
		kind[name[i]] = i
	ndashes = split("none|8 4|2 3|12 3 2 3|5 2|1 4|10 5 1 5", dashes, "|")
	split("|M-4-4h8v8h-8z|M0-5l5 9h-10z|M0-6l5 6-5 6-5-6z|M-4-4l8 8m0-8l-8 8||M-5-2h10v4h-10z|M-5 0h10m-5-5v10",
		marks, "|")
}

FILENAME ~ /figures.tsv$/ { title[$1] = $2; next }

$1 == figure && $3 > 0 {
	y = what == "time" ? $5 : $7 / 1024
	if (y <= 0)
		next
	if (!($2 in points))
		who[++nwho] = $2
	n = ++points[$2]
	xs[$2, n] = $3
	ys[$2, n] = y
	x0 = x0 == "" || $3 < x0 ? $3 : x0
	x1 = $3 > x1 ? $3 : x1
	y0 = y0 == "" || y < y0 ? y : y0
	y1 = y > y1 ? y : y1
}

function log10(v) { return log(v) / log(10) }
function floor(v) { return v < 0 && v != int(v) ? int(v) - 1 : int(v) }
function ceiling(v) { return -floor(-v) }
function px(x) { return left + (right - left) * (log10(x) - from_x) / (to_x - from_x) }
function py(y) { return bottom - (bottom - top) * (log10(y) - from_y) / (to_y - from_y) }

function text(x, y, anchor, s) {
	printf "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, s
}

function line(xa, ya, xb, yb, colour) {
	printf "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n", xa, ya, xb, yb, colour
}

function power(e) {
	return e >= 0 ? sprintf("%d", 10 ^ e) : sprintf("%.*f", -e, 10 ^ e)
}

function thousands(s) {
	while (s !~ /\./ && s ~ /[0-9][0-9][0-9][0-9]($|,)/)
		sub(/[0-9][0-9][0-9]($|,)/, ",&", s)
	return s
}

function axes(    e) {
	for (e = ceiling(from_x); e <= to_x; e++) {
		line(px(10 ^ e), top, px(10 ^ e), bottom, "#ccc")
		text(px(10 ^ e), bottom + 18, "middle", thousands(power(e)))
	}
	for (e = from_y; e <= to_y; e++) {
		line(left, py(10 ^ e), right, py(10 ^ e), "#ccc")
		text(left - 6, py(10 ^ e) + 4, "end", thousands(power(e)))
	}
	line(left, bottom, right, bottom, "#000")
	line(left, top, left, bottom, "#000")
	text((left + right) / 2, bottom + 38, "middle", "rows")
	text(left, top - 20, "start", title[figure] ", " (what == "time" ? "seconds" : "peak memory in MiB"))
}

# The marks: a disc for us, then square, triangle, diamond, cross, ring, bar, plus; every other one filled.
function mark(k, x, y) {
	if (k == 1 || k == 6)
		printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\" stroke=\"#000\"/>\n", x, y, k == 1 ? "#000" : "#fff"
	else
		printf "<path transform=\"translate(%.1f %.1f)\" d=\"%s\" fill=\"%s\" stroke=\"#000\"/>\n", x, y,
			marks[k], k % 2 ? "#000" : "#fff"
}

# k says how the line and its marks look: a peer looks the same in all plots.
function series(w, k,    i) {
	printf "<polyline fill=\"none\" stroke=\"#000\" stroke-width=\"%s\" stroke-dasharray=\"%s\" points=\"",
		k == 1 ? 3 : 1.2, dashes[(k - 1) % ndashes + 1]
	for (i = 1; i <= points[w]; i++)
		printf "%.1f,%.1f ", px(xs[w, i]), py(ys[w, i])
	print "\"/>"
	for (i = 1; i <= points[w]; i++)
		mark(k, px(xs[w, i]), py(ys[w, i]))
}

# Names beside the last points, from the top down, each at least a line below the one above.
function names(    i, j, w, y, last, order) {
	for (i = 1; i <= nwho; i++) {
		for (j = i - 1; j >= 1 && ys[order[j], points[order[j]]] < ys[who[i], points[who[i]]]; j--)
			order[j + 1] = order[j]
		order[j + 1] = who[i]
	}
	last = -100
	for (i = 1; i <= nwho; i++) {
		w = order[i]
		y = py(ys[w, points[w]]) + 4
		y = y < last + 15 ? last + 15 : y
		last = y
		printf "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#999\" stroke-width=\"0.7\"/>\n",
			px(xs[w, points[w]]) + 7, py(ys[w, points[w]]), right + 22, y - 4
		text(right + 26, y, "start", w == "pts" ? "<tspan font-weight=\"bold\">pts</tspan>" : w)
	}
}

END {
	print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"400\" viewBox=\"0 0 640 400\" " \
		"font-family=\"sans-serif\" font-size=\"13\">"
	print "<rect width=\"640\" height=\"400\" fill=\"#fff\"/>"
	if (nwho == 0) {
		text(320, 200, "middle", "not measured")
	} else {
		from_x = log10(x0) - 0.2
		to_x = log10(x1) + 0.2
		from_y = floor(log10(y0)); to_y = ceiling(log10(y1))
		to_y += from_y == to_y
		axes()
		for (i = 1; i <= nwho; i++)
			series(who[i], who[i] in kind ? kind[who[i]] : 8)
		names()
	}
	print "</svg>"
}
