"""The page of the comparison in Panel: 20,000 incidents, a date filter, points, two charts, a table."""

import sys

import panel as pn
from bokeh.plotting import figure
from peers_data import PERIODS, counted, incidents

rows = incidents()
pn.extension("tabulator")


def page():
    period = pn.widgets.RadioBoxGroup(options=list(PERIODS))

    def shown(period):
        kept, weeks, districts = counted(rows, period)
        points = figure(height=460, width=900, output_backend="webgl")
        points.scatter(kept["longitude"].to_numpy(), kept["latitude"].to_numpy())
        by_week = figure(height=300, width=900, x_axis_type="datetime")
        by_week.vbar(weeks["week"].to_numpy(), top=weeks["incidents"].to_numpy(), width=5e8)
        by_district = figure(height=400, width=900, y_range=districts["district"].tolist())
        by_district.hbar(districts["district"].tolist(), right=districts["incidents"].to_numpy(), height=0.8)
        table = pn.widgets.Tabulator(kept.head(500), pagination="remote", page_size=25, disabled=True)
        return pn.Column(f"Bottom line: {len(kept):,} incidents", points, by_week, by_district, table)

    return pn.Column("# Incidents", period, pn.bind(shown, period))


if __name__ == "__main__":
    pn.serve({"/": page}, port=int(sys.argv[1]), show=False, address="127.0.0.1", websocket_origin="*")
