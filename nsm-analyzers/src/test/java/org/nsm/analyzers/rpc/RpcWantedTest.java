package org.nsm.analyzers.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.Captures.eventsOf;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.api.event.Event;
import org.nsm.api.event.MountEvent;
import org.nsm.api.event.NfsEvent;
import org.nsm.api.event.PortmapperEvent;
import org.nsm.api.event.RpcEvent;

/** What is raised does not depend on what else is listened to. */
class RpcWantedTest {

    private static void isTheSameAlone(String capture, Class<? extends Event> type) {
        List<String> among = new ArrayList<>();
        for (Event event : eventsOf(capture, Event.class)) {
            if (type.isInstance(event)) {
                among.add(withoutUid(event));
            }
        }
        List<String> alone = new ArrayList<>();
        for (Event event : eventsOf(capture, type)) {
            alone.add(withoutUid(event));
        }
        assertThat(alone).isNotEmpty().isEqualTo(among);
    }

    /** The name of a connection differs from run to run. */
    private static String withoutUid(Event event) {
        return event.toString().replaceAll("uid=C\\w+", "");
    }

    @Test
    void eachEventOfNfsComesAlone() {
        for (Class<?> type : NfsEvent.class.getPermittedSubclasses()) {
            isTheSameAlone("rpc/nfs3_udp_all.pcap", type.asSubclass(NfsEvent.class));
        }
    }

    @Test
    void eachEventOfMountComesAlone() {
        for (Class<?> type : MountEvent.class.getPermittedSubclasses()) {
            isTheSameAlone("rpc/mount_tcp.pcap", type.asSubclass(MountEvent.class));
        }
    }

    @Test
    void eachEventOfThePortMapperComesAlone() {
        for (Class<?> type : PortmapperEvent.class.getPermittedSubclasses()) {
            if (type.getSimpleName().startsWith("Request") && type != PortmapperEvent.RequestCallit.class) {
                isTheSameAlone("rpc/portmapper_udp.pcap", type.asSubclass(PortmapperEvent.class));
            }
        }
        isTheSameAlone("rpc/portmapper_udp.pcap", PortmapperEvent.AttemptCallit.class);
    }

    @Test
    void eachEventOfRpcComesAlone() {
        for (Class<?> type : RpcEvent.class.getPermittedSubclasses()) {
            isTheSameAlone("rpc/nfs_files.pcap", type.asSubclass(RpcEvent.class));
        }
    }
}
