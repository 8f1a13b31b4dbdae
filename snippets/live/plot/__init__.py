"""Plots as SVG, drawn by plain Python; see `live.plot.charts`."""

from live.plot.charts import Plot, bars, lines, scatter

__all__ = ["Plot", "bars", "lines", "scatter"]
