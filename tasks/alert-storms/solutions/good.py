def storms(alerts, quiet):
    return [[service, times[0], times[-1], len(times)] for service, times in grouped(alerts, quiet)]


def calls(alerts, quiet, least, rest):
    moments = [(times[least - 1], service) for service, times in grouped(alerts, quiet) if len(times) >= least]
    rings = []
    for time, service in sorted(moments):
        if not rings or time - rings[-1][0] >= rest:
            rings.append([time, service])
    return rings


def grouped(alerts, quiet):
    """The service and all times of each storm, by the storm's beginning and service."""
    times_of = {}
    for _, time, service in {alert[0]: alert for alert in alerts}.values():
        times_of.setdefault(service, []).append(time)
    found = []
    for service, times in times_of.items():
        times.sort()
        storm = [times[0]]
        for time in times[1:]:
            if time - storm[-1] > quiet:
                found.append((service, storm))
                storm = []
            storm.append(time)
        found.append((service, storm))
    return sorted(found, key=lambda storm: (storm[1][0], storm[0]))
