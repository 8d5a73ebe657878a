# From what every run took to medians: figure, who, rows, runs, seconds, seconds of processor, peak KiB; TAB between.
# The steps of the county's year are added up instead, each and all. What node takes to start is no time of DuckDB; 0
# seconds are left where that is all it took.
BEGIN { FS = OFS = "\t" }

$7 == 0 {
	key = $1 OFS $2 OFS $3
	if (!(key in runs))
		keys[++nkeys] = key
	n = ++runs[key]
	wall[key, n] = $4
	processor[key, n] = $5
	peak[key, n] = $6
	if ($1 == "county") {
		all_wall += $4
		all_processor += $5
		all_peak = $6 > all_peak ? $6 : all_peak
		all = $1 OFS "all" OFS $3
	}
}

# The median of v[key, 1..n].
function median(v, key, n,    i, j, x, a) {
	for (i = 1; i <= n; i++) {
		x = v[key, i]
		for (j = i - 1; j >= 1 && a[j] > x; j--)
			a[j + 1] = a[j]
		a[j + 1] = x
	}
	return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
}

function sum(v, key, n,    i, s) {
	for (i = 1; i <= n; i++)
		s += v[key, i]
	return s
}

function less_start(seconds, key,    part) {
	split(key, part, OFS)
	if (part[2] != "duckdb" || part[1] == "start")
		return seconds
	return seconds > start ? seconds - start : 0
}

END {
	key = "start" OFS "duckdb" OFS 0
	start = key in runs ? median(wall, key, runs[key]) : 0
	for (k = 1; k <= nkeys; k++) {
		key = keys[k]
		n = runs[key]
		if (key ~ /^county\t/)
			printf "%s\t%d\t%.4f\t%.4f\t%d\n", key, 1, sum(wall, key, n), sum(processor, key, n), median(peak, key, n)
		else
			printf "%s\t%d\t%.4f\t%.4f\t%d\n", key, n, less_start(median(wall, key, n), key),
				median(processor, key, n), median(peak, key, n)
	}
	if (all)
		printf "%s\t%d\t%.4f\t%.4f\t%d\n", all, 1, all_wall, all_processor, all_peak
}
